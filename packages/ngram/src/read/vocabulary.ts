import { NgramFormatError } from '../format/errors';
import { toHex } from '../format/fingerprint';

/* The vocabulary file beside the shards; docs/ngram-format.md describes it in words. Little-endian throughout. */

export const VOCABULARY_MAGIC = 'SUPVOCAB';
export const VOCABULARY_VERSION = 1;
export const VOCABULARY_HEADER = {
  magic: 0,
  version: 8,
  length: 12,
  tokenizer: 16,
  vocabulary: 48,
  merges: 52,
  notes: 56,
} as const;
export const VOCABULARY_HEADER_BYTES = 60;
/** Longest piece, and all together, in UTF-16 units: merges of merges could otherwise grow without end. */
const MAX_PIECE = 512;
const MAX_LETTERS = 2 ** 25;
const CONTROL = 3;
const NORMAL = 1;

/** The part of the file that is JSON. */
export interface VocabularyNotes {
  readonly model: string;
  readonly pre: string;
  readonly eos: number | null;
  /** Ids of control tokens. */
  readonly control: readonly number[];
  /** Pieces that no merge makes, or not in its turn: [id, piece]. */
  readonly pieces: readonly (readonly [id: number, piece: string])[];
  /** Types of all tokens, in runs of the same; omitted where all but control tokens are normal. */
  readonly types?: readonly (readonly [type: number, count: number])[];
  /** Of SentencePiece: scores of all tokens, in runs that rise or fall by the same. */
  readonly scores?: readonly (readonly [first: number, step: number, count: number])[];
  /** Of SentencePiece: whether a space is put before a text. */
  readonly addsSpace?: boolean;
}

/**
 * Reads a vocabulary file: a tokenizer without its model.
 * @param tokenizer fingerprint that its header must have
 * @returns the tokenizer's metadata as a GGUF file has it, `tokenizer.ggml.*`
 * @throws {NgramFormatError} the bytes are no vocabulary, cut short, damaged, of another version or tokenizer
 */
export function readVocabulary(bytes: ArrayBuffer, tokenizer: string): Record<string, unknown> {
  const view = new DataView(bytes);
  checkHeader(view, tokenizer);
  const size = view.getUint32(VOCABULARY_HEADER.vocabulary, true);
  const mergeCount = view.getUint32(VOCABULARY_HEADER.merges, true);
  const notesLength = view.getUint32(VOCABULARY_HEADER.notes, true);
  const width = size > 65_536 ? 4 : 2;
  insist(
    VOCABULARY_HEADER_BYTES + 2 * width * mergeCount + notesLength === bytes.byteLength,
    'its parts do not add up',
  );
  // Each token is either written out, at some bytes, or made by a merge of its own.
  insist(size >= 1 && size <= mergeCount + notesLength, `a vocabulary of ${size}`);
  const notes = readNotes(new Uint8Array(bytes, bytes.byteLength - notesLength), size);
  const pieces = new Array<string | undefined>(size).fill(undefined);
  for (const [id, piece] of notes.pieces) pieces[id] = piece;
  const known = new Set(notes.pieces.map(([, piece]) => piece));
  const merges: string[] = [];
  let letters = 0;
  for (let i = 0, next = 0; i < mergeCount; i++) {
    const at = VOCABULARY_HEADER_BYTES + 2 * width * i;
    const read = (from: number) => (width === 2 ? view.getUint16(from, true) : view.getUint32(from, true));
    const left = pieces[read(at)];
    const right = pieces[read(at + width)];
    insist(left !== undefined && right !== undefined, `merge ${i} is of tokens that are not there`);
    const piece = left + right;
    insist(piece.length <= MAX_PIECE, `merge ${i} makes a piece of ${piece.length} letters`);
    letters += piece.length + 1;
    insist(letters <= MAX_LETTERS, `its merges have more than ${MAX_LETTERS} letters`);
    merges.push(`${left} ${right}`);
    if (known.has(piece)) continue;
    while (pieces[next] !== undefined) next++;
    insist(next < size, 'it has more merges than tokens');
    pieces[next] = piece;
    known.add(piece);
  }
  insist(
    pieces.every((piece) => piece !== undefined),
    'some tokens have no piece',
  );
  const types = notes.types ? unrolled(notes.types, size) : new Array<number>(size).fill(NORMAL);
  for (const id of notes.control) types[id] = CONTROL;
  return {
    'tokenizer.ggml.model': notes.model,
    'tokenizer.ggml.pre': notes.pre,
    'tokenizer.ggml.tokens': pieces,
    ...(notes.scores
      ? { 'tokenizer.ggml.scores': unrolled(notes.scores, size) }
      : { 'tokenizer.ggml.merges': merges }),
    ...(notes.addsSpace !== undefined && { 'tokenizer.ggml.add_space_prefix': notes.addsSpace }),
    'tokenizer.ggml.token_type': types,
    ...(notes.eos !== null && { 'tokenizer.ggml.eos_token_id': notes.eos }),
  };
}

/** The values of runs: the last number of each is how many there are, the second of three how much each adds. */
function unrolled(runs: readonly (readonly number[])[], size: number): number[] {
  const counts = runs.map((run) => run.at(-1)!);
  insist(counts.reduce((sum, count) => sum + count, 0) === size, 'its runs do not add up');
  return runs.flatMap((run, r) => {
    const step = run.length === 3 ? run[1]! : 0;
    return Array.from({ length: counts[r]! }, (_, i) => run[0]! + i * step);
  });
}

function checkHeader(view: DataView, tokenizer: string): void {
  const head = new Uint8Array(view.buffer, 0, Math.min(VOCABULARY_MAGIC.length, view.byteLength));
  if (String.fromCharCode(...head) !== VOCABULARY_MAGIC.slice(0, head.length)) {
    throw new NgramFormatError('bad-magic', 'This is no vocabulary file: it does not begin with SUPVOCAB.');
  }
  const length =
    view.byteLength < VOCABULARY_HEADER_BYTES ? Infinity : view.getUint32(VOCABULARY_HEADER.length, true);
  if (view.byteLength < length) {
    throw new NgramFormatError(
      'truncated',
      `The vocabulary file ends early, after ${view.byteLength} bytes. Fetch it again.`,
    );
  }
  const version = view.getUint32(VOCABULARY_HEADER.version, true);
  if (version !== VOCABULARY_VERSION) {
    throw new NgramFormatError(
      'unsupported-version',
      `The vocabulary file has format version ${version}; this reader knows ${VOCABULARY_VERSION}.`,
    );
  }
  insist(view.byteLength === length, `${view.byteLength} bytes where the header says ${length}`);
  if (toHex(new Uint8Array(view.buffer, VOCABULARY_HEADER.tokenizer, 32)) !== tokenizer) {
    throw new NgramFormatError(
      'other-tokenizer',
      'The vocabulary file is of another vocabulary than the n-gram table: fetch both again.',
    );
  }
}

function readNotes(bytes: Uint8Array, size: number): VocabularyNotes {
  const notes = parseJson(bytes) as Partial<VocabularyNotes> | null | undefined;
  const isId = (id: unknown) => Number.isInteger(id) && (id as number) >= 0 && (id as number) < size;
  const isWritten = (entry: unknown) =>
    Array.isArray(entry) && isId(entry[0]) && typeof entry[1] === 'string' && entry[1].length <= MAX_PIECE;
  const good =
    typeof notes?.model === 'string' &&
    typeof notes.pre === 'string' &&
    (notes.eos === null || isId(notes.eos)) &&
    Array.isArray(notes.control) &&
    notes.control.every(isId) &&
    Array.isArray(notes.pieces) &&
    notes.pieces.every(isWritten) &&
    (notes.types === undefined || isRuns(notes.types, 2)) &&
    (notes.scores === undefined || isRuns(notes.scores, 3)) &&
    (notes.addsSpace === undefined || typeof notes.addsSpace === 'boolean');
  insist(good, 'its notes can not be read');
  return notes as VocabularyNotes;
}

/** Whether it is runs of so many numbers each, the last one a count. */
function isRuns(runs: unknown, length: number): boolean {
  const isRun = (run: unknown): boolean =>
    Array.isArray(run) &&
    run.length === length &&
    run.every((number) => Number.isFinite(number)) &&
    Number.isSafeInteger(run.at(-1)) &&
    (run.at(-1) as number) > 0;
  return Array.isArray(runs) && runs.every(isRun);
}

/** undefined where the bytes are no JSON. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function insist(ok: boolean, what: string): asserts ok {
  if (!ok) {
    throw new NgramFormatError(
      'corrupt',
      `The vocabulary file is damaged: ${what}. Fetch or build it again.`,
    );
  }
}
