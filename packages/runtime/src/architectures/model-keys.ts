import { UnsupportedModelError } from '../errors';
import { quoted } from '../gguf/gguf-header';
import { ARCHITECTURES, type ArchitectureName } from './architectures';

type Metadata = Readonly<Record<string, unknown>>;

/** Numbers of the model's shape, which model-config.ts reads, and what changes no result. */
const READ = [
  'block_count',
  'context_length',
  'embedding_length',
  'feed_forward_length',
  'attention.head_count',
  'attention.head_count_kv',
  'attention.key_length',
  'attention.layer_norm_rms_epsilon',
  'rope.freq_base',
  'rope.scaling.type',
  'rope.scaling.factor',
  // How a context was stretched when the model was trained; with linear scaling, or none, nothing follows from it.
  'rope.scaling.original_context_length',
  'vocab_size',
  'tensor_data_layout',
];

/** Keys that may be there with the value at which they change nothing. */
const NEUTRAL: Readonly<Record<string, readonly unknown[]>> = {
  'attention.causal': [true],
  'attention.sliding_window': [0],
  'attention.scale': [0],
  'attention.max_alibi_bias': [0],
  'attention.clamp_kqv': [0],
  attn_logit_softcapping: [0],
  final_logit_softcapping: [0],
  embedding_scale: [0, 1],
  residual_scale: [0, 1],
  logit_scale: [0, 1],
  expert_count: [0],
  expert_used_count: [0],
  nextn_predict_layers: [0],
  pooling_type: [0],
  use_parallel_residual: [false],
  'rope.scaling.finetuned': [true, false],
};

/** Keys that an architecture has besides, by the part of its description that reads them. */
const SCALES = ['embedding_scale', 'residual_scale', 'logit_scale', 'attention.scale'];
const WINDOWS = ['attention.sliding_window', 'attention.sliding_window_pattern', 'rope.freq_base_swa'];

/**
 * Holds that every key of the architecture is one that is read, or has the value at which it changes nothing.
 * @throws {UnsupportedModelError} 'unsupported-architecture', naming the first other key
 */
export function checkKeys(metadata: Metadata, name: ArchitectureName): void {
  const architecture = ARCHITECTURES[name];
  const shape = {
    // Of values as of keys, and of all features of a head.
    'attention.value_length': metadata[`${name}.attention.key_length`],
    'rope.dimension_count': headSize(metadata, name),
  };
  const neutral: Readonly<Record<string, readonly unknown[]>> = {
    ...NEUTRAL,
    hidden_activation: architecture.activation === 'gelu' ? ['gelu_pytorch_tanh'] : ['silu'],
    ...Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, [value]])),
    // granite says with this key that it has no rotary positions.
    ...(name === 'granite' && { 'rope.scaling.finetuned': [true] }),
  };
  const read = new Set([
    ...READ,
    ...(architecture.statedScales ? SCALES : []),
    ...(architecture.windows ? WINDOWS : []),
  ]);
  for (const [key, value] of Object.entries(metadata)) {
    if (!key.startsWith(`${name}.`)) continue;
    const own = key.slice(name.length + 1);
    if (read.has(own)) continue;
    const allowed = Object.hasOwn(neutral, own) ? neutral[own]! : [];
    if (allowed.some((one) => same(one, value))) continue;
    const only =
      allowed.length > 0 ? `, and is right only where it is ${allowed.map(String).join(' or ')}` : '';
    throw new UnsupportedModelError(
      'unsupported-architecture',
      `The model has ${quoted(key)} = ${shown(value)}, which this runtime doesn't compute${only}.`,
    );
  }
}

/** Numbers of any GGUF type are the same number. */
function same(one: unknown, other: unknown): boolean {
  return typeof other === 'bigint' ? Number(one) === Number(other) : one === other;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  return Array.isArray(value) ? `[${value.length} values]` : String(value);
}

function headSize(metadata: Metadata, name: string): unknown {
  const stated = metadata[`${name}.attention.key_length`];
  return (
    stated ?? Number(metadata[`${name}.embedding_length`]) / Number(metadata[`${name}.attention.head_count`])
  );
}
