import { gguf, GGMLQuantizationType, type GGUFParseOutput } from '@huggingface/gguf';
import { UnsupportedModelError } from './errors';
import { readModelConfig, type ModelConfig } from './model-config';

/** Tensor types that the runtime reads, with the bytes and elements of one block. */
export const BLOCKS = {
  F32: { bytes: 4, elements: 1 },
  F16: { bytes: 2, elements: 1 },
  Q8_0: { bytes: 34, elements: 32 },
  Q4_0: { bytes: 18, elements: 32 },
  Q4_1: { bytes: 20, elements: 32 },
} as const;
export type TensorType = keyof typeof BLOCKS;

/** A weight as it lies in the file. */
export interface GgufTensor {
  readonly name: string;
  readonly type: TensorType;
  /** Output features; 1 for a vector. */
  readonly rows: number;
  /** Input features: the length of a row, contiguous in `data`. */
  readonly columns: number;
  readonly data: Uint8Array;
}

export interface GgufModel {
  readonly config: ModelConfig;
  /** Key/value metadata of the file, tokenizer included. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly tensors: ReadonlyMap<string, GgufTensor>;
}

/**
 * Reads a GGUF file that lies in memory; the tensors are views of `bytes`, not copies.
 * @throws {UnsupportedModelError} not a GGUF file, cut short, or of an architecture or quantisation
 *   that this runtime doesn't run
 */
export async function parseGguf(bytes: Uint8Array): Promise<GgufModel> {
  const header = await parseHeader(bytes);
  const tensors = new Map<string, GgufTensor>();
  const metadata = header.metadata as Record<string, unknown>;
  const config = readModelConfig(metadata, header.tensorInfos);
  for (const info of header.tensorInfos) {
    const tensor = readTensor(bytes, info, Number(header.tensorDataOffset));
    tensors.set(tensor.name, tensor);
  }
  return { config, metadata, tensors };
}

function readTensor(
  bytes: Uint8Array,
  info: GGUFParseOutput['tensorInfos'][number],
  dataOffset: number,
): GgufTensor {
  const names: Readonly<Record<number, string | undefined>> = GGMLQuantizationType;
  const typeName = names[info.dtype] ?? `type ${String(info.dtype)}`;
  if (!(typeName in BLOCKS)) {
    throw new UnsupportedModelError(
      'unsupported-quantisation',
      `Tensor ${info.name} is stored as ${typeName}, which this runtime doesn't read. ` +
        `Use a GGUF file of ${Object.keys(BLOCKS).join(', ')} (a "Q4_1" or "Q8_0" download of the same model).`,
    );
  }
  const type = typeName as TensorType;
  const [columns = 0, rows = 1, ...more] = info.shape.map(Number);
  const block = BLOCKS[type];
  if (more.some((n) => n !== 1) || columns < 1 || rows < 1 || columns % block.elements !== 0) {
    throw new UnsupportedModelError(
      'invalid-model',
      `Tensor ${info.name} has the shape [${info.shape.join()}].`,
    );
  }
  const start = dataOffset + Number(info.offset);
  const end = start + ((rows * columns) / block.elements) * block.bytes;
  if (end > bytes.byteLength) {
    throw new UnsupportedModelError(
      'truncated',
      `The model file ends at byte ${bytes.byteLength}, inside of tensor ${info.name} (to byte ${end}). Fetch it again.`,
    );
  }
  return { name: info.name, type, rows, columns, data: bytes.subarray(start, end) };
}

async function parseHeader(bytes: Uint8Array): Promise<GGUFParseOutput> {
  if (bytes.byteLength < 24 || String.fromCharCode(...bytes.subarray(0, 4)) !== 'GGUF') {
    throw new UnsupportedModelError(
      'not-gguf',
      'This is not a GGUF file: it does not begin with "GGUF". Check what the model address serves.',
    );
  }
  const cutShort = (reason: string, cause?: unknown): UnsupportedModelError =>
    new UnsupportedModelError(
      'truncated',
      `The header of the model file can't be read: it is cut short or damaged (${reason}). Fetch it again.`,
      { cause },
    );
  let header: GGUFParseOutput;
  try {
    // The parser reads over HTTP ranges; this serves them from memory. The address is never fetched.
    header = await gguf('https://in-memory.invalid/model.gguf', { fetch: rangeFetch(bytes) });
  } catch (cause) {
    throw cutShort(cause instanceof Error ? cause.message : String(cause), cause);
  }
  // Past the end of the file the parser reads zeros.
  if (Number(header.tensorDataOffset) > bytes.byteLength)
    throw cutShort(`it ends at byte ${bytes.byteLength}`);
  return header;
}

function rangeFetch(bytes: Uint8Array): typeof fetch {
  return (_, init) => {
    const range = /bytes=(\d+)-(\d+)/.exec(new Headers(init?.headers).get('Range') ?? '');
    const from = Number(range?.[1] ?? 0);
    const part = bytes.slice(from, Number(range?.[2] ?? bytes.byteLength) + 1);
    if (from >= bytes.byteLength) return Promise.reject(new RangeError('past the end of the file'));
    const headers = { 'Content-Range': `bytes ${from}-${from + part.length - 1}/${bytes.byteLength}` };
    return Promise.resolve(new Response(part, { status: 206, headers }));
  };
}
