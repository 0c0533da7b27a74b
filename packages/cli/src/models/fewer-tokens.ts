import { FREQUENT, MADE_FROM } from '../assets/presets';
import { pair, putTogether, type StoredGguf, type StoredTensor } from './gguf-file';

/** Tensors with a row a token. */
const ROWS = ['token_embd.weight', 'output.weight'];
const ID_KEY = /^tokenizer\.ggml\.(\w+)_token_id$/;

/**
 * The same model without some tokens: their entries in the vocabulary and their rows in the embedding are left out, and
 * the others are numbered anew. Its vocabulary has scores and types, as SentencePiece has.
 * @param kept ids of those that stay, ascending
 * @param languages that it is for; the file says so, and
 * @param madeFrom the SHA-256 of the whole file
 * @param shortlist how many of the whole file's first tokens steps look at; those of them that stay are looked at here
 */
export function withTokens(
  { pairs, tensors, metadata }: StoredGguf,
  kept: readonly number[],
  languages: readonly string[],
  madeFrom: string,
  shortlist: number,
): Generator<Uint8Array> {
  const changed = new Map(pairs);
  changed.set('general.languages', pair('strings', languages));
  changed.set(MADE_FROM, pair('string', madeFrom));
  if (shortlist > 0) changed.set(FREQUENT, pair('uint32', kept.filter((id) => id < shortlist).length));
  const numbers = new Map(kept.map((id, i) => [id, i]));
  const list = (name: string): unknown[] => {
    const all = metadata[`tokenizer.ggml.${name}`] as unknown[];
    return kept.map((id) => all[id]);
  };
  changed.set('tokenizer.ggml.tokens', pair('strings', list('tokens') as string[]));
  changed.set('tokenizer.ggml.scores', pair('floats', list('scores') as number[]));
  changed.set('tokenizer.ggml.token_type', pair('int32s', list('token_type') as number[]));
  for (const [key, value] of Object.entries(metadata)) {
    if (/\.vocab_size$/.test(key)) changed.set(key, pair('uint32', kept.length));
    if (!ID_KEY.test(key)) continue;
    const id = numbers.get(value as number);
    if (id === undefined) changed.delete(key);
    else changed.set(key, pair('uint32', id));
  }
  const all = (metadata['tokenizer.ggml.tokens'] as string[]).length;
  return putTogether(
    changed,
    tensors.map((tensor) => (ROWS.includes(tensor.name) ? rowsOf(tensor, all, kept) : tensor)),
  );
}

function rowsOf(
  { data, shape, ...tensor }: StoredTensor,
  all: number,
  kept: readonly number[],
): StoredTensor {
  const bytes = Math.floor(data.length / all);
  const rows = new Uint8Array(bytes * kept.length);
  kept.forEach((id, i) => rows.set(data.subarray(id * bytes, (id + 1) * bytes), i * bytes));
  return { ...tensor, shape: [shape[0]!, kept.length], data: rows };
}
