import { UnsupportedModelError } from '../errors';
import { readHeader } from '../gguf/gguf-header';
import { readTensors, type GgufTensor } from '../gguf/tensors';
import { readModelConfig, type ModelConfig } from './model-config';
import { checkTensors } from './model-tensors';

export interface GgufModel {
  readonly config: ModelConfig;
  /** Key/value metadata of the file, tokenizer included. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly tensors: ReadonlyMap<string, GgufTensor>;
}

/**
 * Reads a GGUF file that lies in memory; the tensors are views of `bytes`, not copies. Whatever the bytes are, nothing
 * past their end is read, and nothing is allocated that they could not fill.
 * @throws {UnsupportedModelError} not a GGUF file, one part of several, cut short, not right in itself, or with
 *   something in it that this runtime doesn't compute and that would change the result
 */
export function parseGguf(bytes: Uint8Array): GgufModel {
  const header = readHeader(bytes);
  const { metadata } = header;
  refuseOtherFiles(metadata);
  const config = readModelConfig(metadata, header.tensors);
  const tensors = readTensors(bytes, header);
  checkTensors(config, tensors);
  return { config, metadata, tensors };
}

/** A tensor of a model, or null where it has none of this name. */
export function optionalTensor(model: GgufModel, name: string): GgufTensor | null {
  return model.tensors.get(name) ?? null;
}

/** @throws {UnsupportedModelError} 'invalid-model', naming the tensor, where the model lacks it */
export function requiredTensor(model: GgufModel, name: string): GgufTensor {
  const found = optionalTensor(model, name);
  if (found) return found;
  throw new UnsupportedModelError('invalid-model', `The model file lacks the tensor ${name}.`);
}

/** Files that hold a part of a model, or something that belongs to one. */
function refuseOtherFiles(metadata: GgufModel['metadata']): void {
  const parts = Number(metadata['split.count'] ?? 1);
  if (parts > 1) {
    throw new UnsupportedModelError(
      'split-file',
      `This is part ${Number(metadata['split.no'] ?? 0) + 1} of ${parts} of a split GGUF file. Put the parts together ` +
        'first (llama-gguf-split --merge), or use a download in one file.',
    );
  }
  const type = metadata['general.type'];
  if (type === 'adapter' || type === 'mmproj' || type === 'imatrix' || type === 'vocab') {
    throw new UnsupportedModelError(
      'unsupported-architecture',
      `This GGUF file holds no language model: its general.type is "${type}". Use the model's own file.`,
    );
  }
}
