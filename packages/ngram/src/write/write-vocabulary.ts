import { fromHex } from '../format/fingerprint';
import {
  readVocabulary,
  VOCABULARY_HEADER,
  VOCABULARY_HEADER_BYTES,
  VOCABULARY_MAGIC,
  VOCABULARY_VERSION,
  type VocabularyNotes,
} from '../read/vocabulary';

/** `tokenizer.ggml.token_type` of a control token. */
const CONTROL = 3;

/**
 * Packs a byte-pair tokenizer so that a table can be used without its model's file: a pair of ids for each merge, and
 * only the pieces that no merge makes written out.
 * @param metadata `tokenizer.ggml.*` of the GGUF file
 * @param tokenizer fingerprint of its vocabulary, 64 hex digits
 * @throws {RangeError} a merge is of pieces that the vocabulary lacks
 */
export function writeVocabulary(
  metadata: Record<string, unknown>,
  tokenizer: string,
): Uint8Array<ArrayBuffer> {
  const pieces = metadata['tokenizer.ggml.tokens'] as readonly string[];
  const merges = (metadata['tokenizer.ggml.merges'] as readonly string[]).map((merge) => merge.split(' '));
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
  const notes: VocabularyNotes = {
    model: String(field('model')),
    pre: String(field('pre')),
    eos: eos === undefined ? null : Number(eos),
    control: types.flatMap((type, id) => (type === CONTROL ? [id] : [])),
    pieces: pieces.flatMap((piece, id) => (made.has(id) ? [] : [[id, piece] as const])),
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
