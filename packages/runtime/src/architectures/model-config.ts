import { UnsupportedModelError } from '../errors';
import { quoted, type TensorInfo } from '../gguf/gguf-header';
import type { Rotary } from './rotary';
import { ARCHITECTURES, RECURRENT, type Architecture, type ArchitectureName } from './architectures';
import { checkKeys } from './model-keys';

/** Where a layer looks, and how it tells positions apart. */
export interface LayerAttention {
  /** Null where the layer has no rotary positions. */
  readonly rotary: Rotary | null;
  /** Of the positions before a row's own and that one, it sees the last `window`; null: all. */
  readonly window: number | null;
}

/** Shape and numbers of a model. */
export interface ModelConfig {
  readonly architecture: ArchitectureName;
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
  /** Factors: of embeddings, query · key, what is added to the residual stream, and logits. */
  readonly embeddingScale: number;
  readonly attentionScale: number;
  readonly residualScale: number;
  readonly logitScale: number;
  /** One entry a layer. */
  readonly attention: readonly LayerAttention[];
}

type Metadata = Readonly<Record<string, unknown>>;
/** Reads a number of the architecture's; undefined where it isn't there. */
type Read = (key: string) => number | undefined;

/** Most layers, above any model that fits into a page: a list is made of them before the tensors are counted. */
const MOST_LAYERS = 1024;

/**
 * Reads a model's shape and numbers from GGUF metadata and its tensors' shapes.
 * @throws {UnsupportedModelError} an architecture, or a number that changes the result, that this runtime doesn't
 *   compute; a number that is missing; or a shape that can't be run
 */
export function readModelConfig(metadata: Metadata, tensors: readonly TensorInfo[]): ModelConfig {
  const name = architectureName(metadata);
  checkKeys(metadata, name);
  const architecture = ARCHITECTURES[name];
  const optional: Read = (key) => numberOf(metadata[`${name}.${key}`]);
  const required = (key: string): number => {
    const value = optional(key);
    if (value !== undefined) return value;
    throw new UnsupportedModelError('invalid-model', `The model file lacks the number ${name}.${key}.`);
  };
  const embedding = tensors.find((t) => t.name === 'token_embd.weight');
  const hidden = required('embedding_length');
  const heads = required('attention.head_count');
  const layers = required('block_count');
  const headSize = optional('attention.key_length') ?? hidden / heads;
  const ropeBase = optional('rope.freq_base') ?? 10_000;
  const config: ModelConfig = {
    architecture: name,
    layers,
    hidden,
    heads,
    kvHeads: optional('attention.head_count_kv') ?? heads,
    headSize,
    feedForward: required('feed_forward_length'),
    vocabularySize: embedding?.shape[1] ?? 0,
    contextLength: required('context_length'),
    ropeBase,
    rmsEpsilon: required('attention.layer_norm_rms_epsilon'),
    ...readScales(architecture, optional, hidden, headSize),
    attention: readAttention(architecture, optional, layers, {
      base: ropeBase,
      scale: ropeScale(metadata, name),
    }),
  };
  check(config, metadata);
  return config;
}

function architectureName(metadata: Metadata): ArchitectureName {
  const name = metadata['general.architecture'];
  if (typeof name === 'string' && Object.hasOwn(ARCHITECTURES, name)) return name as ArchitectureName;
  const runs = `this runtime runs ${Object.keys(ARCHITECTURES).join(', ')}`;
  throw new UnsupportedModelError(
    'unsupported-architecture',
    RECURRENT.has(String(name))
      ? `The model's architecture is ${named(name)}, whose layers keep a state that can't be rolled back when a draft ` +
          `is given up or text is deleted; ${runs}.`
      : `The model's architecture is ${named(name)}; ${runs}.`,
  );
}

type Scales = 'embeddingScale' | 'attentionScale' | 'residualScale' | 'logitScale';

function readScales(
  { scaledEmbedding, statedScales }: Architecture,
  read: Read,
  hidden: number,
  headSize: number,
): Pick<ModelConfig, Scales> {
  // 0 stands for a factor that isn't there.
  const stated = (key: string): number | null => (statedScales && read(key)) || null;
  return {
    embeddingScale: stated('embedding_scale') ?? (scaledEmbedding ? Math.sqrt(hidden) : 1),
    attentionScale: stated('attention.scale') ?? headSize ** -0.5,
    residualScale: stated('residual_scale') ?? 1,
    // The file states what logits are divided by.
    logitScale: 1 / (stated('logit_scale') ?? 1),
  };
}

function readAttention(
  { windows, unrotatedEvery }: Architecture,
  read: Read,
  layers: number,
  rotary: Rotary,
): LayerAttention[] {
  const window = (windows && read('attention.sliding_window')) || null;
  const every = read('attention.sliding_window_pattern') ?? windows?.every ?? 1;
  const local = { base: read('rope.freq_base_swa') ?? windows?.localBase ?? rotary.base, scale: 1 };
  const isLastOf = (i: number, count: number): boolean => i % count === count - 1;
  return Array.from({ length: Math.max(0, Math.min(layers, MOST_LAYERS)) || 0 }, (_, i) => {
    if (unrotatedEvery && isLastOf(i, unrotatedEvery)) return { rotary: null, window: null };
    return window && !isLastOf(i, every) ? { rotary: local, window } : { rotary, window: null };
  });
}

/** Factor of positions before they are rotated. */
function ropeScale(metadata: Metadata, name: string): number {
  const factor = numberOf(metadata[`${name}.rope.scaling.factor`]) || 1;
  // As in llama.cpp, a factor without a type is of linear scaling.
  const type = metadata[`${name}.rope.scaling.type`] ?? 'linear';
  if (type === 'none') return 1;
  if (type === 'linear') return 1 / factor;
  throw new UnsupportedModelError(
    'unsupported-architecture',
    `The model scales its rotary positions by ${named(type)}; this runtime knows only "linear" scaling. Use another model.`,
  );
}

function check(config: ModelConfig, metadata: Metadata): void {
  const tokens = metadata['tokenizer.ggml.tokens'];
  if (Array.isArray(tokens) && tokens.length > config.vocabularySize) {
    throw new UnsupportedModelError(
      'invalid-model',
      `The model has ${tokens.length} tokens, and embeddings of only ${config.vocabularySize}.`,
    );
  }
  const { architecture: _, attention, ropeBase, rmsEpsilon, ...numbers } = config;
  const { embeddingScale, attentionScale, residualScale, logitScale, ...sizes } = numbers;
  const areSizes = Object.values(sizes).every((size) => Number.isSafeInteger(size) && size > 0);
  const rotary = attention.flatMap((layer) => layer.rotary ?? []);
  const positive = [ropeBase, rmsEpsilon, ...rotary.flatMap(({ base, scale }) => [base, scale])];
  const factors = [embeddingScale, attentionScale, residualScale, logitScale];
  if (
    !areSizes ||
    config.layers > MOST_LAYERS ||
    !positive.every((value) => Number.isFinite(value) && value > 0) ||
    !factors.every((value) => Number.isFinite(value)) ||
    !attention.every(({ window }) => window === null || (Number.isSafeInteger(window) && window > 0)) ||
    config.headSize % 2 !== 0 ||
    config.heads % config.kvHeads !== 0 ||
    config.hidden % 32 !== 0 ||
    config.feedForward % 32 !== 0
  ) {
    const { attention: __, ...shown } = config;
    throw new UnsupportedModelError(
      'invalid-model',
      `The model's shape can't be run: ${JSON.stringify(shown)}.`,
    );
  }
}

/** A name in the metadata, for a message; what is no text has none. */
function named(value: unknown): string {
  return typeof value === 'string' ? quoted(value) : `no name, but a ${typeof value}`;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
}
