import { UnsupportedModelError } from '../errors';
import { quoted } from '../gguf/gguf-header';
import type { GgufTensor } from '../gguf/tensors';
import { ARCHITECTURES, PRODUCTS, type Product } from './architectures';
import type { ModelConfig } from './model-config';

/** A tensor that a model has. */
export interface Wanted {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly optional?: boolean;
}

/**
 * Holds the tensors to the shapes that the configuration gives them, since kernels and graphs trust both, and refuses
 * any that would be left out of the result.
 * @throws {UnsupportedModelError} naming a tensor that is missing, of another shape, or not known
 */
export function checkTensors(config: ModelConfig, tensors: ReadonlyMap<string, GgufTensor>): void {
  const known = new Set<string>();
  for (const { name, rows, columns, optional = false } of wantedTensors(config)) {
    known.add(name);
    const tensor = tensors.get(name);
    if (!tensor && optional) continue;
    if (!tensor) throw new UnsupportedModelError('invalid-model', `The model file lacks the tensor ${name}.`);
    if (tensor.rows !== rows || tensor.columns !== columns) {
      throw new UnsupportedModelError(
        'invalid-model',
        `Tensor ${name} has the shape [${tensor.columns},${tensor.rows}] where the model's metadata says ` +
          `[${columns},${rows}].`,
      );
    }
  }
  for (const name of tensors.keys()) {
    if (known.has(name)) continue;
    throw new UnsupportedModelError(
      'unsupported-architecture',
      `The model has a tensor ${quoted(name)}, which this runtime doesn't compute with in the architecture ` +
        `${config.architecture}: its result would be wrong without it.`,
    );
  }
}

/** Every tensor that a model of this configuration has, or may have. */
export function* wantedTensors(config: ModelConfig): Generator<Wanted> {
  const { hidden, headSize, vocabularySize } = config;
  const architecture = ARCHITECTURES[config.architecture];
  const vector = (name: string, columns: number, optional = false): Wanted => ({
    name,
    rows: 1,
    columns,
    optional,
  });
  yield { name: 'token_embd.weight', rows: vocabularySize, columns: hidden };
  yield { name: 'output.weight', rows: vocabularySize, columns: hidden, optional: true };
  yield vector('output_norm.weight', hidden);
  if (architecture.frequencyFactors) yield vector('rope_freqs.weight', headSize / 2, true);
  const required: readonly Product[] = architecture.biases.required;
  const optional: readonly Product[] = architecture.biases.optional;
  for (let i = 0; i < config.layers; i++) {
    for (const product of PRODUCTS) {
      const [rows, columns] = productShape(config, product);
      yield { name: `blk.${i}.${product}.weight`, rows, columns };
      const bias = vector(`blk.${i}.${product}.bias`, rows, !required.includes(product));
      if (required.includes(product) || optional.includes(product)) yield bias;
    }
    yield vector(`blk.${i}.attn_norm.weight`, hidden);
    yield vector(`blk.${i}.ffn_norm.weight`, hidden);
    if (architecture.headNorms) {
      yield vector(`blk.${i}.attn_q_norm.weight`, headSize);
      yield vector(`blk.${i}.attn_k_norm.weight`, headSize);
    }
    if (architecture.branchNorms) {
      yield vector(`blk.${i}.post_attention_norm.weight`, hidden);
      yield vector(`blk.${i}.post_ffw_norm.weight`, hidden);
    }
  }
}

function productShape(config: ModelConfig, product: Product): [rows: number, columns: number] {
  const { hidden, feedForward } = config;
  const queries = config.heads * config.headSize;
  const keys = config.kvHeads * config.headSize;
  switch (product) {
    case 'attn_q':
      return [queries, hidden];
    case 'attn_k':
    case 'attn_v':
      return [keys, hidden];
    case 'attn_output':
      return [hidden, queries];
    case 'ffn_down':
      return [hidden, feedForward];
    default:
      return [feedForward, hidden];
  }
}
