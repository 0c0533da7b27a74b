import { UnsupportedModelError } from '../errors';
import { quoted, readHeader, type TensorInfo } from './gguf-header';
import { readModelConfig, type ModelConfig } from './model-config';
import { checkTensors } from './model-tensors';

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

/** Types by their number in ggml: those above, and others by name, to say which one a file has. */
const TYPE_NAMES: Readonly<Record<number, string>> = {
  0: 'F32',
  1: 'F16',
  2: 'Q4_0',
  3: 'Q4_1',
  6: 'Q5_0',
  7: 'Q5_1',
  8: 'Q8_0',
  10: 'Q2_K',
  11: 'Q3_K',
  12: 'Q4_K',
  13: 'Q5_K',
  14: 'Q6_K',
  15: 'Q8_K',
  30: 'BF16',
};

/**
 * Reads a GGUF file that lies in memory; the tensors are views of `bytes`, not copies. Whatever the bytes are, nothing
 * past their end is read, and nothing is allocated that they could not fill.
 * @throws {UnsupportedModelError} not a GGUF file, cut short, not right in itself, or of an architecture or
 *   quantisation that this runtime doesn't run
 */
export function parseGguf(bytes: Uint8Array): GgufModel {
  const header = readHeader(bytes);
  const { metadata, dataOffset } = header;
  const config = readModelConfig(metadata, header.tensors);
  const tensors = new Map<string, GgufTensor>();
  let used = 0;
  for (const info of header.tensors) {
    const tensor = readTensor(bytes, info, dataOffset);
    // What is made of each tensor takes memory of its own, so all together may not be more than the file.
    used += tensor.data.length;
    if (tensors.has(tensor.name) || used > bytes.length) {
      throw invalid(info, tensors.has(tensor.name) ? 'is there twice' : 'shares its bytes with others');
    }
    tensors.set(tensor.name, tensor);
  }
  checkTensors(config, tensors);
  return { config, metadata, tensors };
}

function readTensor(bytes: Uint8Array, info: TensorInfo, dataOffset: number): GgufTensor {
  const typeName = TYPE_NAMES[info.type] ?? `type ${info.type}`;
  if (!(typeName in BLOCKS)) {
    throw new UnsupportedModelError(
      'unsupported-quantisation',
      `Tensor ${quoted(info.name)} is stored as ${typeName}, which this runtime doesn't read. ` +
        `Use a GGUF file of ${Object.keys(BLOCKS).join(', ')} (a "Q4_1" or "Q8_0" download of the same model).`,
    );
  }
  const type = typeName as TensorType;
  const [columns = 0, rows = 1, ...more] = info.shape;
  const block = BLOCKS[type];
  if (more.some((n) => n !== 1) || columns < 1 || rows < 1 || columns % block.elements !== 0) {
    throw invalid(info, `has the shape [${info.shape.join()}]`);
  }
  const start = dataOffset + info.offset;
  const end = start + ((rows * columns) / block.elements) * block.bytes;
  if (end > bytes.byteLength) {
    throw new UnsupportedModelError(
      'truncated',
      `The model file ends at byte ${bytes.byteLength}, inside of tensor ${quoted(info.name)} (to byte ${end}). ` +
        'Fetch it again.',
    );
  }
  return { name: info.name, type, rows, columns, data: bytes.subarray(start, end) };
}

function invalid({ name }: TensorInfo, what: string): UnsupportedModelError {
  return new UnsupportedModelError('invalid-model', `Tensor ${quoted(name)} ${what}.`);
}
