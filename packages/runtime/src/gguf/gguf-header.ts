import { UnsupportedModelError } from '../errors';

/** A tensor as the header describes it. */
export interface TensorInfo {
  readonly name: string;
  /** Lengths of its axes, the contiguous one first. */
  readonly shape: readonly number[];
  /** Number of its type in ggml. */
  readonly type: number;
  /** Bytes from where the tensors' data begins. */
  readonly offset: number;
}

export interface GgufHeader {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly tensors: readonly TensorInfo[];
  /** Byte at which the tensors' data begins. */
  readonly dataOffset: number;
}

/**
 * Most of anything that a header may hold, far above any model that fits into a page. Each count is also held to the
 * bytes that are left, so nothing is allocated that the file could not fill.
 */
export const MOST = {
  tensors: 65_536,
  pairs: 65_536,
  dimensions: 4,
  /** Bytes of a string. */
  string: 1 << 24,
  /** Bytes of all strings together. */
  strings: 1 << 26,
  /** Entries of all arrays together. */
  entries: 1 << 23,
  /** Arrays in arrays. */
  depth: 4,
  /** Of the tensors' data, in bytes; a power of two. */
  alignment: 1 << 16,
} as const;

/** Least bytes of a pair: key's length, type, value; and of a tensor: name's length, number of axes, type, offset. */
const LEAST = { pair: 13, tensor: 24 };
const STRING = 8;
const ARRAY = 9;

/** Bytes of a value of each type; of a string and an array, those of their lengths. */
const VALUE_BYTES = [1, 1, 2, 2, 4, 4, 4, 1, 8, 12, 8, 8, 8] as const;

/**
 * Reads the header of a GGUF file (versions 2 and 3, little-endian) that lies in memory.
 * @throws {UnsupportedModelError} 'not-gguf', 'truncated' where it ends early, 'invalid-model' where a count, length
 *   or type in it is past its limit
 */
export function readHeader(bytes: Uint8Array): GgufHeader {
  if (bytes.length < 24 || String.fromCharCode(...bytes.subarray(0, 4)) !== 'GGUF') {
    throw new UnsupportedModelError(
      'not-gguf',
      'This is not a GGUF file: it does not begin with "GGUF". Check what the model address serves.',
    );
  }
  const reader = new HeaderReader(bytes);
  const version = reader.number(4);
  if (version !== 2 && version !== 3) throw invalid(`it is of GGUF version ${version}, not 2 or 3`);
  const tensorCount = reader.count('tensors', MOST.tensors, LEAST.tensor);
  const pairCount = reader.count('metadata pairs', MOST.pairs, LEAST.pair);
  const metadata = new Map<string, unknown>();
  for (let i = 0; i < pairCount; i++) {
    const key = reader.string();
    if (metadata.has(key)) throw invalid(`it has the key ${quoted(key)} twice`);
    metadata.set(key, reader.value(reader.number(4)));
  }
  const tensors: TensorInfo[] = [];
  for (let i = 0; i < tensorCount; i++) tensors.push(readTensorInfo(reader));
  const alignment = metadata.get('general.alignment') ?? 32;
  if (!isAlignment(alignment)) throw invalid('its general.alignment is no power of two of 4 … 65536');
  const dataOffset = Math.ceil(reader.at / alignment) * alignment;
  if (tensors.some(({ offset }) => offset % alignment !== 0)) {
    throw invalid(`a tensor does not begin at a multiple of ${alignment} bytes`);
  }
  return { metadata: Object.fromEntries(metadata), tensors, dataOffset };
}

function readTensorInfo(reader: HeaderReader): TensorInfo {
  const name = reader.string();
  const dimensions = reader.number(4);
  if (dimensions > MOST.dimensions) throw invalid(`tensor ${quoted(name)} has ${dimensions} axes`);
  const shape = Array.from({ length: dimensions }, () => reader.size());
  return { name, shape, type: reader.number(4), offset: reader.size() };
}

function isAlignment(value: unknown): value is number {
  const fits = typeof value === 'number' && value >= 4 && value <= MOST.alignment;
  return fits && Number.isInteger(Math.log2(value));
}

/** Reads one value after another, none past the end of the bytes. */
class HeaderReader {
  at = 4;
  private readonly view: DataView;
  private readonly text = new TextDecoder('utf-8', { ignoreBOM: true });
  private entries = 0;
  private letters = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** An unsigned whole number of 1, 2 or 4 bytes. */
  number(size: 1 | 2 | 4): number {
    const at = this.skip(size);
    if (size === 1) return this.view.getUint8(at);
    return size === 2 ? this.view.getUint16(at, true) : this.view.getUint32(at, true);
  }

  /** A length in bytes or elements. */
  size(): number {
    const size = this.view.getBigUint64(this.skip(8), true);
    if (size > Number.MAX_SAFE_INTEGER) throw invalid(`it has a size of ${size.toString()}`);
    return Number(size);
  }

  /** How many of something follow, each of which takes some bytes at least. */
  count(what: string, most: number, leastBytes: number): number {
    const count = this.size();
    if (count > most) throw invalid(`it announces ${count} ${what}; ${most} are the most`);
    const left = this.bytes.length - this.at;
    if (count * leastBytes > left)
      throw truncated(`it announces ${count} ${what} and has ${left} bytes left`);
    return count;
  }

  string(): string {
    const length = this.count('bytes of a string', Math.min(MOST.string, MOST.strings - this.letters), 1);
    this.letters += length;
    const at = this.skip(length);
    return this.text.decode(this.bytes.subarray(at, at + length));
  }

  /** A value of a GGUF type; 64-bit whole numbers as bigint, arrays as arrays. */
  value(type: number, depth = 0): unknown {
    if (type === STRING) return this.string();
    if (type === ARRAY) return this.array(depth);
    const { view } = this;
    const at = this.skip(bytesOf(type));
    switch (type) {
      case 0:
        return view.getUint8(at);
      case 1:
        return view.getInt8(at);
      case 2:
        return view.getUint16(at, true);
      case 3:
        return view.getInt16(at, true);
      case 4:
        return view.getUint32(at, true);
      case 5:
        return view.getInt32(at, true);
      case 6:
        return view.getFloat32(at, true);
      case 7:
        return view.getUint8(at) !== 0;
      case 10:
        return view.getBigUint64(at, true);
      case 11:
        return view.getBigInt64(at, true);
      default:
        return view.getFloat64(at, true);
    }
  }

  private array(depth: number): unknown[] {
    if (depth === MOST.depth) throw invalid(`it has arrays in more than ${MOST.depth} arrays`);
    const type = this.number(4);
    const length = this.count('entries of arrays', MOST.entries - this.entries, bytesOf(type));
    this.entries += length;
    return Array.from({ length }, () => this.value(type, depth + 1));
  }

  /** Goes on by so many bytes. @returns where they begin */
  private skip(size: number): number {
    const { at } = this;
    if (at + size > this.bytes.length) throw truncated(`it ends at byte ${this.bytes.length}`);
    this.at += size;
    return at;
  }
}

function bytesOf(type: number): number {
  const bytes = VALUE_BYTES[type];
  if (bytes === undefined) throw invalid(`it has a value of the unknown type ${type}`);
  return bytes;
}

/** A name out of the file, short enough for a message. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 64 ? `${name.slice(0, 64)}…` : name);
}

function truncated(reason: string): UnsupportedModelError {
  return new UnsupportedModelError(
    'truncated',
    `The header of the model file is cut short or damaged: ${reason}. Fetch it again.`,
  );
}

function invalid(reason: string): UnsupportedModelError {
  return new UnsupportedModelError(
    'invalid-model',
    `The header of the model file can't be right: ${reason}. Fetch it again, or use another file.`,
  );
}
