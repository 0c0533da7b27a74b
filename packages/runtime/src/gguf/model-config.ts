import { UnsupportedModelError } from '../errors';
import { quoted, type TensorInfo } from './gguf-header';

/** Shape of a llama-architecture model. */
export interface ModelConfig {
  readonly layers: number;
  /** Width of the residual stream. */
  readonly hidden: number;
  readonly heads: number;
  /** Key/value heads (grouped-query attention). */
  readonly kvHeads: number;
  readonly headSize: number;
  readonly feedForward: number;
  readonly vocabularySize: number;
  /** The most positions that the model was trained for. */
  readonly contextLength: number;
  readonly ropeBase: number;
  readonly rmsEpsilon: number;
}

/** Reads the shape of a llama model from GGUF metadata and its tensors' shapes. */
export function readModelConfig(
  metadata: Readonly<Record<string, unknown>>,
  tensors: readonly TensorInfo[],
): ModelConfig {
  const architecture = metadata['general.architecture'];
  if (architecture !== 'llama') {
    throw new UnsupportedModelError(
      'unsupported-architecture',
      `The model's architecture is ${named(architecture)}; this runtime runs "llama" only.`,
    );
  }
  const embedding = tensors.find((t) => t.name === 'token_embd.weight');
  const hidden = required(metadata, 'llama.embedding_length');
  const heads = required(metadata, 'llama.attention.head_count');
  const config: ModelConfig = {
    layers: required(metadata, 'llama.block_count'),
    hidden,
    heads,
    kvHeads: optional(metadata, 'llama.attention.head_count_kv') ?? heads,
    headSize: optional(metadata, 'llama.attention.key_length') ?? hidden / heads,
    feedForward: required(metadata, 'llama.feed_forward_length'),
    vocabularySize: embedding?.shape[1] ?? 0,
    contextLength: required(metadata, 'llama.context_length'),
    ropeBase: optional(metadata, 'llama.rope.freq_base') ?? 10_000,
    rmsEpsilon: required(metadata, 'llama.attention.layer_norm_rms_epsilon'),
  };
  check(config, metadata);
  return config;
}

function check(config: ModelConfig, metadata: Readonly<Record<string, unknown>>): void {
  const scaling = metadata['llama.rope.scaling.type'];
  if (scaling !== undefined && scaling !== 'none') {
    throw new UnsupportedModelError(
      'unsupported-architecture',
      `The model scales its rotary positions (${named(scaling)}), which this runtime doesn't do.`,
    );
  }
  if (metadata['llama.expert_count']) {
    throw new UnsupportedModelError('unsupported-architecture', 'Mixtures of experts are not supported.');
  }
  const tokens = metadata['tokenizer.ggml.tokens'];
  if (Array.isArray(tokens) && tokens.length > config.vocabularySize) {
    throw new UnsupportedModelError(
      'invalid-model',
      `The model has ${tokens.length} tokens, and embeddings of only ${config.vocabularySize}.`,
    );
  }
  const rope = optional(metadata, 'llama.rope.dimension_count') ?? config.headSize;
  const { ropeBase, rmsEpsilon, ...sizes } = config;
  const areSizes = Object.values(sizes).every((size) => Number.isSafeInteger(size) && size > 0);
  const arePositive = [ropeBase, rmsEpsilon].every((value) => Number.isFinite(value) && value > 0);
  if (
    !areSizes ||
    !arePositive ||
    rope !== config.headSize ||
    config.headSize % 2 !== 0 ||
    config.heads % config.kvHeads !== 0 ||
    config.hidden % 32 !== 0 ||
    config.feedForward % 32 !== 0
  ) {
    throw new UnsupportedModelError(
      'invalid-model',
      `The model's shape can't be run: ${JSON.stringify(config)}.`,
    );
  }
}

/** A name in the metadata, for a message; what is no text has none. */
function named(value: unknown): string {
  return typeof value === 'string' ? quoted(value) : `no name, but a ${typeof value}`;
}

function optional(metadata: Readonly<Record<string, unknown>>, key: string): number | undefined {
  const value = metadata[key];
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
}

function required(metadata: Readonly<Record<string, unknown>>, key: string): number {
  const value = optional(metadata, key);
  if (value === undefined) {
    throw new UnsupportedModelError('invalid-model', `The model file lacks the number ${key}.`);
  }
  return value;
}
