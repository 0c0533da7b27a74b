import { fromHex } from '../format/fingerprint';
import {
  readVocabulary,
  VOCABULARY_HEADER,
  VOCABULARY_HEADER_BYTES,
  VOCABULARY_MAGIC,
  VOCABULARY_VERSION,
  type VocabularyNotes,
} from '../read/vocabulary';

/** `tokenizer.ggml.token_type` of a token that is text, and of a control token. */
const [NORMAL, CONTROL] = [1, 3];

/**
 * Packs a tokenizer so that a table can be used without its model's file: a pair of ids for each merge, and
 * only the pieces that no merge makes written out. SentencePiece has scores in the place of merges: all its pieces are
 * written out.
 * @param metadata `tokenizer.ggml.*` of the GGUF file
 * @param tokenizer fingerprint of its vocabulary, 64 hex digits
 * @throws {RangeError} a merge is of pieces that the vocabulary lacks
 */
export function writeVocabulary(
  metadata: Record<string, unknown>,
  tokenizer: string,
): Uint8Array<ArrayBuffer> {
  const pieces = metadata['tokenizer.ggml.tokens'] as readonly string[];
  const merges = ((metadata['tokenizer.ggml.merges'] ?? []) as readonly string[]).map((merge) =>
    merge.split(' '),
  );
  const ids = new Map(pieces.map((piece, id) => [piece, id]));
  const idOf = (piece: string) => {
    const id = ids.get(piece);
    if (id === undefined) throw new RangeError(`A merge needs '${piece}', which is not in the vocabulary.`);
    return id;
  };
  const pairs = merges.flatMap((parts) => parts.map(idOf));
  const made = new Set<number>();
  let last = -1;
  for (const parts of merges) {
    const id = idOf(parts.join(''));
    if (id <= last) continue;
    made.add(id);
    last = id;
  }
  const lean = pack(metadata, tokenizer, pairs, made);
  // Where merges come in another order than their tokens, all pieces are written out.
  return isSame(lean, tokenizer, pieces) ? lean : pack(metadata, tokenizer, pairs, new Set());
}

function isSame(file: Uint8Array<ArrayBuffer>, tokenizer: string, pieces: readonly string[]): boolean {
  try {
    const read = readVocabulary(file.buffer, tokenizer)['tokenizer.ggml.tokens'] as string[];
    return read.every((piece, id) => piece === pieces[id]);
  } catch {
    return false;
  }
}

function pack(
  metadata: Record<string, unknown>,
  tokenizer: string,
  pairs: readonly number[],
  made: ReadonlySet<number>,
): Uint8Array<ArrayBuffer> {
  const field = (name: string) => metadata[`tokenizer.ggml.${name}`];
  const pieces = field('tokens') as readonly string[];
  const eos = field('eos_token_id');
  const types = Array.from((field('token_type') ?? []) as ArrayLike<number>);
  const isSentencePiece = field('model') === 'llama';
  const notes: VocabularyNotes = {
    model: String(field('model')),
    pre: String(field('pre')),
    eos: eos === undefined ? null : Number(eos),
    control: types.flatMap((type, id) => (type === CONTROL ? [id] : [])),
    pieces: pieces.flatMap((piece, id) => (made.has(id) ? [] : [[id, piece] as const])),
    ...(types.some((type) => type !== NORMAL && type !== CONTROL) && { types: sameRuns(types) }),
    ...(isSentencePiece && {
      scores: steadyRuns(field('scores') as readonly number[]),
      addsSpace: field('add_space_prefix') !== false,
    }),
  };
  const text = new TextEncoder().encode(JSON.stringify(notes));
  const packed = pieces.length > 65_536 ? Uint32Array.from(pairs) : Uint16Array.from(pairs);
  const file = new Uint8Array(VOCABULARY_HEADER_BYTES + packed.byteLength + text.length);
  const view = new DataView(file.buffer);
  const u32 = (at: number, value: number) => view.setUint32(at, value, true);
  file.set(new TextEncoder().encode(VOCABULARY_MAGIC));
  u32(VOCABULARY_HEADER.version, VOCABULARY_VERSION);
  u32(VOCABULARY_HEADER.length, file.length);
  file.set(fromHex(tokenizer), VOCABULARY_HEADER.tokenizer);
  u32(VOCABULARY_HEADER.vocabulary, pieces.length);
  u32(VOCABULARY_HEADER.merges, pairs.length / 2);
  u32(VOCABULARY_HEADER.notes, text.length);
  file.set(new Uint8Array(packed.buffer), VOCABULARY_HEADER_BYTES);
  file.set(text, VOCABULARY_HEADER_BYTES + packed.byteLength);
  return file;
}

/** [value, count] of each run of the same. */
function sameRuns(values: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.[0] === value) last[1]++;
    else runs.push([value, 1]);
  }
  return runs;
}

/** [first, step, count] of each run that rises or falls by the same. */
function steadyRuns(values: readonly number[]): [number, number, number][] {
  const runs: [number, number, number][] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.[2] === 1) last[1] = value - last[0];
    if (last && last[0] + last[1] * last[2] === value) last[2]++;
    else runs.push([value, 0, 1]);
  }
  return runs;
}
