import { UnsupportedModelError } from '../errors';
import { BLOCK_TYPES, tensorType, typeName, type TensorType } from './block-types';
import { quoted, type GgufHeader, type TensorInfo } from './gguf-header';

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

/**
 * Finds the tensors of a file that lies in memory: views of `bytes`, not copies, none of which ends past it.
 * @throws {UnsupportedModelError} 'truncated', 'unsupported-quantisation', or 'invalid-model' where a shape can't be,
 *   or tensors share their bytes
 */
export function readTensors(bytes: Uint8Array, header: GgufHeader): Map<string, GgufTensor> {
  const tensors = new Map<string, GgufTensor>();
  let used = 0;
  for (const info of header.tensors) {
    const tensor = readTensor(bytes, info, header.dataOffset);
    // What is made of each tensor takes memory of its own, so all together may not be more than the file.
    used += tensor.data.length;
    if (tensors.has(tensor.name) || used > bytes.length) {
      throw invalid(info, tensors.has(tensor.name) ? 'is there twice' : 'shares its bytes with others');
    }
    tensors.set(tensor.name, tensor);
  }
  return tensors;
}

function readTensor(bytes: Uint8Array, info: TensorInfo, dataOffset: number): GgufTensor {
  const type = tensorType(info.type);
  if (!type) {
    throw new UnsupportedModelError(
      'unsupported-quantisation',
      `Tensor ${quoted(info.name)} is stored as ${typeName(info.type)}, which this runtime doesn't read. ` +
        `Use a GGUF file of ${Object.keys(BLOCK_TYPES).join(', ')} (a "Q4_K_M" or "Q8_0" download of the same model).`,
    );
  }
  const [columns = 0, rows = 1, ...more] = info.shape;
  const block = BLOCK_TYPES[type];
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
