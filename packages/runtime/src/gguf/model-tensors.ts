import { UnsupportedModelError } from '../errors';
import type { ModelConfig } from './model-config';

/** What is checked of a tensor; see `GgufTensor`. */
interface TensorShape {
  readonly rows: number;
  readonly columns: number;
}

/**
 * Holds the tensors to the shapes that the configuration gives them: kernels and graphs trust both.
 * @throws {UnsupportedModelError} 'invalid-model', naming a tensor that is missing or of another shape
 */
export function checkTensors(config: ModelConfig, tensors: ReadonlyMap<string, TensorShape>): void {
  const check = (name: string, rows: number, columns: number): void => {
    const tensor = tensors.get(name);
    if (!tensor) throw new UnsupportedModelError('invalid-model', `The model file lacks the tensor ${name}.`);
    if (tensor.rows !== rows || tensor.columns !== columns) {
      throw new UnsupportedModelError(
        'invalid-model',
        `Tensor ${name} has the shape [${tensor.columns},${tensor.rows}] where the model's metadata says ` +
          `[${columns},${rows}].`,
      );
    }
  };
  const { hidden, feedForward, vocabularySize } = config;
  const queries = config.heads * config.headSize;
  const keys = config.kvHeads * config.headSize;
  check('token_embd.weight', vocabularySize, hidden);
  check('output_norm.weight', 1, hidden);
  if (tensors.has('output.weight')) check('output.weight', vocabularySize, hidden);
  for (let i = 0; i < config.layers; i++) {
    const layer = (name: string, rows: number, columns: number): void =>
      check(`blk.${i}.${name}.weight`, rows, columns);
    layer('attn_norm', 1, hidden);
    layer('attn_q', queries, hidden);
    layer('attn_k', keys, hidden);
    layer('attn_v', keys, hidden);
    layer('attn_output', hidden, queries);
    layer('ffn_norm', 1, hidden);
    layer('ffn_gate', feedForward, hidden);
    layer('ffn_up', feedForward, hidden);
    layer('ffn_down', hidden, feedForward);
  }
}
