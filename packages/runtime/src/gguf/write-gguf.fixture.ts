import { serializeGgufMetadata, GGUFValueType, type GGUFTypedMetadata } from '@huggingface/gguf';

/** Pairs of a header, each a value with its GGUF type. */
export type Metadata = Omit<GGUFTypedMetadata, 'version' | 'tensor_count' | 'kv_count'>;

/** A tensor to write: its shape with the contiguous axis first, its type's number in ggml, its bytes. */
export interface WrittenTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: number;
  readonly body: Uint8Array;
}

/** Writes a GGUF file. */
export function writeGguf(pairs: Metadata, tensors: readonly WrittenTensor[]): Uint8Array {
  const count = (value: number): unknown => ({ value: BigInt(value), type: GGUFValueType.UINT64 });
  const metadata = {
    version: { value: 3, type: GGUFValueType.UINT32 },
    tensor_count: count(tensors.length),
    kv_count: count(Object.keys(pairs).length),
    ...pairs,
  } as GGUFTypedMetadata;
  const head = serializeGgufMetadata(metadata, { alignment: 1 });
  const infos: Uint8Array[] = [];
  const bodies: Uint8Array[] = [];
  let offset = 0;
  for (const tensor of tensors) {
    infos.push(tensorInfo(tensor, offset));
    const padded = new Uint8Array(Math.ceil(tensor.body.length / 32) * 32);
    padded.set(tensor.body);
    bodies.push(padded);
    offset += padded.length;
  }
  const used = [head, ...infos].reduce((sum, part) => sum + part.length, 0);
  return concatenate([head, ...infos, new Uint8Array((32 - (used % 32)) % 32), ...bodies]);
}

function tensorInfo(tensor: WrittenTensor, offset: number): Uint8Array {
  const name = new TextEncoder().encode(tensor.name);
  const out = new DataView(new ArrayBuffer(8 + name.length + 4 + 8 * tensor.shape.length + 4 + 8));
  out.setBigUint64(0, BigInt(name.length), true);
  new Uint8Array(out.buffer).set(name, 8);
  let at = 8 + name.length;
  out.setUint32(at, tensor.shape.length, true);
  at += 4;
  for (const dim of tensor.shape) {
    out.setBigUint64(at, BigInt(dim), true);
    at += 8;
  }
  out.setUint32(at, tensor.type, true);
  out.setBigUint64(at + 4, BigInt(offset), true);
  return new Uint8Array(out.buffer);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
