import {
  ENTRY_BYTES,
  FUSE,
  FUSE_BYTES,
  HEADER,
  HEADER_BYTES,
  MAGIC,
  SECTION,
  VERSION,
} from '../format/format';
import { fromHex } from '../format/fingerprint';
import { writeFuse, type FuseEntries } from './fuse-write';

/** All that a shard holds, levels already chosen. */
export interface ShardContents {
  /** Fingerprint, 64 hex digits. */
  readonly tokenizer: string;
  readonly vocabulary: number;
  readonly index: number;
  readonly shards: number;
  readonly maxOrder: number;
  /** Start of each row's bigrams, [rows + 1]. */
  readonly bigramRows: Uint32Array;
  /** Ascending within a row, [bigrams]. */
  readonly bigramNext: ArrayLike<number>;
  /** Level and flags, [bigrams]. */
  readonly bigramLevel: Uint8Array;
  /** [64] */
  readonly bigramLevels: Float32Array;
  /** [vocabulary]; only shard 0 keeps it. */
  readonly totals: Uint8Array;
  /** Orders 3 and up. */
  readonly higher: FuseEntries;
  readonly levelBits: number;
  /** Bits of a cell of the filter: level and fingerprint. */
  readonly cellBits: number;
  /** [(maxOrder − 2) << levelBits] */
  readonly levels: Float32Array;
  /** n-grams of PHRASE_ORDER, levels all 0. */
  readonly phrases: FuseEntries;
  /** Bits of a cell of the phrases' filter. */
  readonly phraseBits: number;
}

/** The bytes of a shard, as `parseShard` reads them; equal contents give equal bytes. */
export function writeShard(contents: ShardContents): Uint8Array {
  const { bigramNext, vocabulary } = contents;
  const next = vocabulary > 65536 ? Uint32Array.from(bigramNext) : Uint16Array.from(bigramNext);
  const sections: [kind: number, bytes: Uint8Array][] = [
    [SECTION.bigramLevels, bytesOf(contents.bigramLevels)],
    [SECTION.bigramRows, bytesOf(contents.bigramRows)],
    [SECTION.bigramNext, bytesOf(next)],
    [SECTION.bigramLevel, contents.bigramLevel],
    [SECTION.levels, bytesOf(contents.levels)],
    [SECTION.fuse, fuseSection(contents.higher, contents.levelBits, contents.cellBits)],
  ];
  const { phrases, phraseBits } = contents;
  if (phrases.token.length > 0) sections.push([SECTION.phrases, fuseSection(phrases, 0, phraseBits)]);
  if (contents.index === 0) sections.push([SECTION.totals, contents.totals]);
  const start = HEADER_BYTES + sections.length * ENTRY_BYTES;
  const length = sections.reduce((sum, [, bytes]) => sum + aligned(bytes.length), start);
  const shard = new Uint8Array(length);
  const view = new DataView(shard.buffer);
  const u32 = (at: number, value: number) => view.setUint32(at, value, true);
  shard.set(new TextEncoder().encode(MAGIC));
  u32(HEADER.version, VERSION);
  u32(HEADER.length, length);
  shard.set(fromHex(contents.tokenizer), HEADER.tokenizer);
  u32(HEADER.vocabulary, vocabulary);
  u32(HEADER.shard, contents.index);
  u32(HEADER.shards, contents.shards);
  u32(HEADER.maxOrder, contents.maxOrder);
  u32(HEADER.ngrams, bigramNext.length + contents.higher.token.length + phrases.token.length);
  u32(HEADER.sections, sections.length);
  let offset = start;
  sections.forEach(([kind, bytes], i) => {
    const at = HEADER_BYTES + i * ENTRY_BYTES;
    u32(at, kind);
    u32(at + 4, offset);
    u32(at + 8, bytes.length);
    shard.set(bytes, offset);
    offset += aligned(bytes.length);
  });
  return shard;
}

function fuseSection(entries: FuseEntries, levelBits: number, cellBits: number): Uint8Array {
  const fuse = writeFuse(entries, levelBits, cellBits);
  const bytes = new Uint8Array(FUSE_BYTES + fuse.cells.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(FUSE.seed, fuse.seed, true);
  view.setUint32(FUSE.segmentLength, fuse.segmentLength, true);
  view.setUint32(FUSE.segmentCount, fuse.segmentCount, true);
  view.setUint32(FUSE.keys, entries.token.length, true);
  view.setUint32(FUSE.levelBits, levelBits, true);
  view.setUint32(FUSE.cellBits, cellBits, true);
  bytes.set(fuse.cells, FUSE_BYTES);
  return bytes;
}

/** Typed arrays are little-endian wherever browsers and Node run. */
function bytesOf(array: Uint16Array | Uint32Array | Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function aligned(length: number): number {
  return Math.ceil(length / 4) * 4;
}
