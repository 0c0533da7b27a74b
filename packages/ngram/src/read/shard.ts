import { insist, NgramFormatError } from '../format/errors';
import { toHex } from '../format/fingerprint';
import {
  BIGRAM_LEVELS,
  ENTRY_BYTES,
  FUSE,
  FUSE_BYTES,
  HEADER,
  HEADER_BYTES,
  MAGIC,
  MAX_ORDER,
} from '../format/format';
import { cellBytes, MIN_ORDER, rowCount, SECTION, VERSION } from '../format/format';
import { FuseMap } from '../format/fuse';

/** Views into a shard's bytes; nothing is copied. */
export interface Shard {
  /** Place in the table: 0 has the most useful n-grams of all contexts, the others those of some last tokens. */
  readonly index: number;
  /** How many shards the table has. */
  readonly shards: number;
  readonly tokenizer: string;
  readonly vocabulary: number;
  readonly maxOrder: number;
  readonly ngrams: number;
  readonly bytes: number;
  readonly bigramRows: Uint32Array;
  readonly bigramNext: Uint16Array | Uint32Array;
  /** Level, and the flags EXTENDED_FIRST and EXTENDED_REST, [bigrams]. */
  readonly bigramLevel: Uint8Array;
  /** Probability of each bigram level. */
  readonly bigramLevels: Float32Array;
  /** Code of c(token, ·), see `totalOf`: [vocabulary] in shard 0, else empty. */
  readonly totals: Uint8Array;
  /** Orders 3 and up. */
  readonly fuse: FuseMap;
  readonly levelBits: number;
  /** n-grams that are only known to have occurred; undefined where the shard has none. */
  readonly phrases: FuseMap | undefined;
  /** Probability of level l of order n at [((n − 3) << levelBits) + l]. */
  readonly levels: Float32Array;
}

/**
 * Reads a shard in place.
 * @param tokenizer fingerprint that the shard must have been built for
 * @throws {NgramFormatError} the bytes are no shard, cut short, damaged, of another version or tokenizer
 */
export function parseShard(bytes: ArrayBuffer, tokenizer: string): Shard {
  const view = new DataView(bytes);
  checkHeader(view, tokenizer);
  const u32 = (at: number) => view.getUint32(at, true);
  const vocabulary = u32(HEADER.vocabulary);
  const index = u32(HEADER.shard);
  const shards = u32(HEADER.shards);
  const maxOrder = u32(HEADER.maxOrder);
  insist(vocabulary >= 1 && vocabulary <= 2 ** 24, `a vocabulary of ${vocabulary}`);
  insist(index < shards && shards <= 4096, `shard ${index} of ${shards}`);
  insist(maxOrder >= MIN_ORDER && maxOrder <= MAX_ORDER, `orders up to ${maxOrder}`);
  const sections = readDirectory(view);
  const section = (kind: number, name: string) => {
    const found = sections.get(kind);
    insist(found !== undefined, `it has no section '${name}'`);
    return found;
  };

  const rows = words(bytes, section(SECTION.bigramRows, 'bigram rows'));
  const next = section(SECTION.bigramNext, 'bigram next tokens');
  const bigramNext = vocabulary > 65536 ? words(bytes, next) : halves(bytes, next);
  const level = section(SECTION.bigramLevel, 'bigram level');
  const bigramLevels = probabilities(bytes, section(SECTION.bigramLevels, 'bigram levels'));
  insist(bigramLevels.length === BIGRAM_LEVELS, `${bigramLevels.length} bigram levels`);
  insist(level.length === bigramNext.length, 'bigrams and levels differ in number');
  checkRows(rows, bigramNext, rowCount(vocabulary, index, shards), vocabulary);
  const { map: fuse, levelBits, keys } = readFuse(view, section(SECTION.fuse, 'fuse'));
  insist(levelBits >= 1, 'its fuse section has no levels');
  const known = sections.get(SECTION.phrases);
  const phrases = known && readFuse(view, known);
  insist(!phrases || phrases.levelBits === 0, 'its phrases have levels');
  const levels = probabilities(bytes, section(SECTION.levels, 'levels'));
  insist(levels.length === (maxOrder - 2) << levelBits, `${levels.length} levels`);
  const totals = index === 0 ? section(SECTION.totals, 'totals') : { offset: 0, length: 0 };
  insist(index !== 0 || totals.length === vocabulary, `${totals.length} totals`);
  const ngrams = u32(HEADER.ngrams);
  const kept = bigramNext.length + keys + (phrases?.keys ?? 0);
  insist(ngrams === kept, `${ngrams} n-grams are announced, ${kept} kept`);
  return {
    index,
    shards,
    tokenizer,
    vocabulary,
    maxOrder,
    ngrams,
    bytes: bytes.byteLength,
    bigramRows: rows,
    bigramNext,
    bigramLevel: new Uint8Array(bytes, level.offset, level.length),
    bigramLevels,
    totals: new Uint8Array(bytes, totals.offset, totals.length),
    fuse,
    levelBits,
    phrases: phrases?.map,
    levels,
  };
}

/** So that bit positions stay within 31 bits. */
const MAX_CELLS = 2 ** 27;

interface Extent {
  readonly offset: number;
  readonly length: number;
}

function checkHeader(view: DataView, tokenizer: string): void {
  const head = new Uint8Array(view.buffer, 0, Math.min(MAGIC.length, view.byteLength));
  if (String.fromCharCode(...head) !== MAGIC.slice(0, head.length)) {
    throw new NgramFormatError('bad-magic', 'This is no n-gram shard: it does not begin with SUPNGRAM.');
  }
  if (view.byteLength < HEADER_BYTES) throw truncated(view.byteLength, HEADER_BYTES);
  const version = view.getUint32(HEADER.version, true);
  if (version !== VERSION) {
    throw new NgramFormatError(
      'unsupported-version',
      `The n-gram shard has format version ${version}; this reader knows ${VERSION}. Use the matching release.`,
    );
  }
  const length = view.getUint32(HEADER.length, true);
  if (view.byteLength < length) throw truncated(view.byteLength, length);
  insist(view.byteLength === length, `${view.byteLength} bytes where the header says ${length}`);
  const found = toHex(new Uint8Array(view.buffer, HEADER.tokenizer, 32));
  if (found !== tokenizer) {
    throw new NgramFormatError(
      'other-tokenizer',
      `The n-gram shard was counted with the vocabulary ${found.slice(0, 12)}…, the model has ` +
        `${tokenizer.slice(0, 12)}…: build a table for this model.`,
    );
  }
}

function truncated(have: number, want: number): NgramFormatError {
  return new NgramFormatError(
    'truncated',
    `The n-gram shard ends after ${have} of ${want} bytes. Fetch it again.`,
  );
}

function readDirectory(view: DataView): Map<number, Extent> {
  const count = view.getUint32(HEADER.sections, true);
  insist(count <= 64 && HEADER_BYTES + count * ENTRY_BYTES <= view.byteLength, `${count} sections`);
  const sections = new Map<number, Extent>();
  for (let i = 0; i < count; i++) {
    const at = HEADER_BYTES + i * ENTRY_BYTES;
    const offset = view.getUint32(at + 4, true);
    const length = view.getUint32(at + 8, true);
    insist(offset % 4 === 0 && offset + length <= view.byteLength, `section ${i} lies outside`);
    sections.set(view.getUint32(at, true), { offset, length });
  }
  return sections;
}

function words(bytes: ArrayBuffer, { offset, length }: Extent): Uint32Array {
  insist(length % 4 === 0, 'a section of u32 has an odd length');
  return new Uint32Array(bytes, offset, length / 4);
}

function halves(bytes: ArrayBuffer, { offset, length }: Extent): Uint16Array {
  insist(length % 2 === 0, 'a section of u16 has an odd length');
  return new Uint16Array(bytes, offset, length / 2);
}

function probabilities(bytes: ArrayBuffer, { offset, length }: Extent): Float32Array {
  insist(length % 4 === 0, 'a section of f32 has an odd length');
  const values = new Float32Array(bytes, offset, length / 4);
  insist(
    values.every((value) => value >= 0 && value <= 1),
    'a level is no probability',
  );
  return values;
}

/** Rows must lie within the bigrams, and each must ascend: look-ups are by bisection. */
function checkRows(
  rows: Uint32Array,
  next: Uint16Array | Uint32Array,
  count: number,
  vocabulary: number,
): void {
  insist(
    rows.length === count + 1 && rows[0] === 0 && rows[count] === next.length,
    'its bigram rows do not fit',
  );
  for (let row = 0; row < count; row++) {
    const start = rows[row]!;
    const end = rows[row + 1]!;
    insist(start <= end && end <= next.length, `bigram row ${row} lies outside`);
    for (let i = start; i < end; i++) {
      insist(
        next[i]! < vocabulary && (i === start || next[i - 1]! < next[i]!),
        `bigram row ${row} is out of order`,
      );
    }
  }
}

function readFuse(
  view: DataView,
  { offset, length }: Extent,
): { map: FuseMap; levelBits: number; keys: number } {
  insist(length >= FUSE_BYTES, 'the fuse section is too short');
  const u32 = (at: number) => view.getUint32(offset + at, true);
  const segmentLength = u32(FUSE.segmentLength);
  const segmentCount = u32(FUSE.segmentCount);
  const levelBits = u32(FUSE.levelBits);
  insist(segmentLength >= 4 && segmentLength <= 65536, `fuse segments of ${segmentLength}`);
  insist((segmentLength & (segmentLength - 1)) === 0, `fuse segments of ${segmentLength}`);
  insist(levelBits <= 8, `${levelBits} level bits`);
  const cellBits = u32(FUSE.cellBits);
  insist(cellBits > levelBits && cellBits <= 16, `cells of ${cellBits} bits`);
  const count = segmentCount === 0 ? 0 : (segmentCount + 3) * segmentLength;
  insist(
    count <= MAX_CELLS && length - FUSE_BYTES === cellBytes(count, cellBits),
    `${length} bytes of fuse cells`,
  );
  const cells = new Uint8Array(view.buffer as ArrayBuffer, offset + FUSE_BYTES, length - FUSE_BYTES);
  const map = new FuseMap(cells, u32(FUSE.seed), segmentLength, segmentCount, levelBits, cellBits);
  return { map, levelBits, keys: u32(FUSE.keys) };
}
