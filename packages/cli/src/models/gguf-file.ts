import { readHeader } from '@superposed/runtime/gguf-header';

/** A tensor as it lies in a file. */
export interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Number of its type in ggml. */
  readonly type: number;
  readonly data: Uint8Array;
}

/** A GGUF file in parts that can be put together anew: values keep the type that they have in the file. */
export interface StoredGguf {
  /** Type and value of each key, as they lie in the file. */
  readonly pairs: ReadonlyMap<string, Uint8Array>;
  readonly tensors: readonly StoredTensor[];
  /** The values, read. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

const ALIGNMENT = 32;
const STRING = 8;
const ARRAY = 9;
const SCALAR_BYTES = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];
const utf8 = new TextEncoder();

/**
 * Takes a GGUF file apart; the parts are views of `bytes`.
 * @throws {UnsupportedModelError} it is none, or damaged
 */
export function takeApart(bytes: Uint8Array): StoredGguf {
  // Checks the header whole, so that what follows only has to walk over it.
  const { metadata, tensors, dataOffset } = readHeader(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = (at: number): number => Number(view.getBigUint64(at, true));
  const endOf = (at: number, type: number): number => {
    if (type === STRING) return at + 8 + size(at);
    if (type !== ARRAY) return at + SCALAR_BYTES[type]!;
    const [of, count] = [view.getUint32(at, true), size(at + 4)];
    if (of !== STRING && of !== ARRAY) return at + 12 + count * SCALAR_BYTES[of]!;
    let end = at + 12;
    for (let i = 0; i < count; i++) end = endOf(end, of);
    return end;
  };
  const pairs = new Map<string, Uint8Array>();
  let at = 24;
  for (const key of Object.keys(metadata)) {
    const start = at + 8 + size(at);
    at = endOf(start + 4, view.getUint32(start, true));
    pairs.set(key, bytes.subarray(start, at));
  }
  const starts = tensors.map(({ offset }) => offset).sort((a, b) => a - b);
  const stored = tensors.map(({ name, shape, type, offset }): StoredTensor => {
    const next = starts.find((start) => start > offset) ?? bytes.length - dataOffset;
    return { name, shape, type, data: bytes.subarray(dataOffset + offset, dataOffset + next) };
  });
  return { pairs, tensors: stored, metadata };
}

/** The bytes of a file with these keys and tensors, piece by piece. */
export function* putTogether(
  pairs: ReadonlyMap<string, Uint8Array>,
  tensors: readonly StoredTensor[],
): Generator<Uint8Array> {
  const parts: Uint8Array[] = [utf8.encode('GGUF'), number32(3), number64(tensors.length)];
  // Tensors are laid out by the usual alignment.
  const kept = [...pairs].filter(([key]) => key !== 'general.alignment');
  parts.push(number64(kept.length));
  for (const [key, value] of kept) parts.push(text(key), value);
  let offset = 0;
  for (const { name, shape, type, data } of tensors) {
    parts.push(text(name), number32(shape.length), ...shape.map(number64), number32(type), number64(offset));
    offset += aligned(data.length);
  }
  const header = parts.reduce((sum, { length }) => sum + length, 0);
  yield* parts;
  yield new Uint8Array(aligned(header) - header);
  for (const { data } of tensors) {
    yield data;
    yield new Uint8Array(aligned(data.length) - data.length);
  }
}

const aligned = (length: number): number => Math.ceil(length / ALIGNMENT) * ALIGNMENT;

/** A value of some type for `pairs`. */
export function pair(type: 'uint32', value: number): Uint8Array;
export function pair(type: 'string', value: string): Uint8Array;
export function pair(type: 'strings', value: readonly string[]): Uint8Array;
export function pair(type: 'floats' | 'int32s', value: readonly number[]): Uint8Array;
export function pair(type: string, value: number | string | readonly (string | number)[]): Uint8Array {
  if (typeof value === 'string') return joined([number32(STRING), text(value)]);
  if (typeof value === 'number') return joined([number32(4), number32(value)]);
  const of = { strings: STRING, floats: 6, int32s: 5 }[type]!;
  const head = [number32(ARRAY), number32(of), number64(value.length)];
  if (type === 'strings') return joined([...head, ...value.map((each) => text(String(each)))]);
  const list = type === 'floats' ? Float32Array.from(value as number[]) : Int32Array.from(value as number[]);
  return joined([...head, new Uint8Array(list.buffer)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function text(value: string): Uint8Array {
  const bytes = utf8.encode(value);
  return joined([number64(bytes.length), bytes]);
}

function number32(value: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(value).buffer);
}

function number64(value: number): Uint8Array {
  return new Uint8Array(BigUint64Array.of(BigInt(value)).buffer);
}
