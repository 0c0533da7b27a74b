import { seededRandom } from '@superposed/decoding/random';
import { BLOCK_TYPES, type TensorType } from '../gguf/block-types';
import { dequantise } from '../gguf/dequantise';
import { toHalf } from '../gguf/tiny-gguf.fixture';
import { writeGguf } from '../gguf/write-gguf.fixture';
import { ARCHITECTURES, type ArchitectureName } from './architectures';
import { readModelConfig } from './model-config';
import { wantedTensors } from './model-tensors';

export const VOCABULARY = 96;

const u32 = (value: number) => ({ value, type: 4 });
const f32 = (value: number) => ({ value, type: 6 });
const text = (value: string) => ({ value, type: 8 });

/** Rows of 256: the longest block of any type. Query heads share keys, and the last layers are of each kind there is. */
const SHAPE = {
  context_length: u32(512),
  embedding_length: u32(256),
  feed_forward_length: u32(256),
  'attention.head_count': u32(4),
  'attention.head_count_kv': u32(2),
  'attention.key_length': u32(64),
  'attention.value_length': u32(64),
  'attention.layer_norm_rms_epsilon': f32(1e-5),
  'rope.freq_base': f32(10_000),
};

/** A small model of each architecture: its layers, and its keys besides those of the shape. */
const MODELS: Readonly<
  Record<ArchitectureName, readonly [layers: number, keys: Readonly<Record<string, unknown>>]>
> = {
  llama: [2, { 'rope.dimension_count': u32(64) }],
  qwen2: [2, { 'rope.scaling.type': text('linear'), 'rope.scaling.factor': f32(4) }],
  qwen3: [2, {}],
  gemma3: [
    6,
    {
      'attention.head_count': u32(1),
      'attention.head_count_kv': u32(1),
      'attention.key_length': u32(256),
      'attention.value_length': u32(256),
      'attention.sliding_window': u32(8),
      'rope.freq_base': f32(1_000_000),
    },
  ],
  granite: [
    2,
    {
      'rope.dimension_count': u32(64),
      embedding_scale: f32(6),
      residual_scale: f32(0.4),
      logit_scale: f32(1.5),
      'attention.scale': f32(0.09),
    },
  ],
  smollm3: [4, { 'rope.dimension_count': u32(64) }],
};

/**
 * A GGUF file of an architecture with random weights of one type, the same bytes each time.
 * @param asFloats writes the values of these weights, as floats
 */
export function randomModel(name: ArchitectureName, type: TensorType, asFloats = false): Uint8Array {
  const [layers, keys] = MODELS[name];
  const own = Object.entries({ ...SHAPE, block_count: u32(layers), ...keys });
  const metadata = {
    'general.architecture': text(name),
    ...Object.fromEntries(own.map(([key, value]) => [`${name}.${key}`, value])),
    ...vocabulary(),
  };
  const values = Object.entries(metadata).map(([key, { value }]: [string, { value: unknown }]) => [
    key,
    value,
  ]);
  const embedding = { name: 'token_embd.weight', shape: [256, VOCABULARY], type: 0, offset: 0 };
  const config = readModelConfig(Object.fromEntries(values) as Record<string, unknown>, [embedding]);
  const random = seededRandom(Object.keys(ARCHITECTURES).indexOf(name) * 100 + BLOCK_TYPES[type].number);
  const tensors = [...wantedTensors(config)].map(({ name: tensor, rows, columns }) => {
    if (rows === 1)
      return { name: tensor, shape: [columns], type: 0, body: randomVector(tensor, columns, random) };
    const shape = [columns, rows];
    const data = randomBlocks(type, rows * columns, spreadOf(tensor), random);
    if (!asFloats) return { name: tensor, shape, type: BLOCK_TYPES[type].number, body: data };
    const values = dequantise({ name: tensor, type, rows, columns, data });
    return { name: tensor, shape, type: 0, body: new Uint8Array(values.buffer) };
  });
  return writeGguf(metadata, tensors);
}

/** A vocabulary that other programs take: three special tokens, and pieces of SentencePiece. */
function vocabulary(): Record<string, { value: unknown; type: number }> {
  const tokens = ['<unk>', '<s>', '</s>', ...Array.from({ length: VOCABULARY - 3 }, (_, i) => `▁w${i}`)];
  return {
    'tokenizer.ggml.model': text('llama'),
    'tokenizer.ggml.tokens': { value: tokens, type: 9, subType: 8 } as never,
    'tokenizer.ggml.scores': { value: tokens.map((_, i) => -i), type: 9, subType: 6 } as never,
    'tokenizer.ggml.token_type': {
      value: tokens.map((_, i) => (i < 3 ? [2, 3, 3][i] : 1)),
      type: 9,
      subType: 5,
    } as never,
    'tokenizer.ggml.bos_token_id': u32(1),
    'tokenizer.ggml.eos_token_id': u32(2),
    'tokenizer.ggml.unknown_token_id': u32(0),
  };
}

/** Standard deviation of a matrix's values: activations stay near 1, and logits are spread by 2. */
function spreadOf(name: string): number {
  if (name === 'token_embd.weight') return 1;
  return (name === 'output.weight' ? 2 : 1) / 16;
}

function randomVector(name: string, count: number, random: () => number): Uint8Array {
  const [from, width] = name.endsWith('.bias')
    ? [-0.25, 0.5]
    : name === 'rope_freqs.weight'
      ? [1, 7]
      : [0.5, 1];
  return new Uint8Array(Float32Array.from({ length: count }, () => from + width * random()).buffer);
}

/** Blocks of random bytes with scales of their own that give the values a standard deviation. */
function randomBlocks(type: TensorType, count: number, deviation: number, random: () => number): Uint8Array {
  if (!BLOCK_TYPES[type].read) return randomFloats(type, count, deviation, random);
  const { bytes, elements } = BLOCK_TYPES[type];
  const out = new Uint8Array((count / elements) * bytes);
  const view = new DataView(out.buffer);
  const unit = 1 / deviationOf(type);
  for (let at = 0; at < out.length; at += bytes) {
    for (let i = 0; i < bytes; i++) out[at + i] = Math.floor(256 * random());
    setScale(type, view, at, deviation * unit * (0.5 + random()), random);
  }
  return out;
}

/** Where a type keeps its scale, and how far below 0 its minimum is, in scales. */
function setScale(type: TensorType, view: DataView, at: number, scale: number, random: () => number): void {
  const middles: Partial<Record<TensorType, number>> = { Q4_1: -7.5, Q5_1: -15.5, Q4_K: 7.5, Q5_K: 15.5 };
  if (type === 'MXFP4') {
    view.setUint8(at, Math.round(Math.log2(scale)) + 128);
    return;
  }
  view.setUint16(type === 'Q6_K' ? at + 208 : at, toHalf(scale), true);
  const middle = middles[type];
  if (middle) view.setUint16(at + 2, toHalf(middle * scale * (0.9 + 0.2 * random())), true);
}

/** Standard deviation of a type's values at a scale of 1. */
function deviationOf(type: TensorType): number {
  const { bytes, elements } = BLOCK_TYPES[type];
  const random = seededRandom(7);
  const data = Uint8Array.from({ length: bytes * 64 }, () => Math.floor(256 * random()));
  const view = new DataView(data.buffer);
  for (let at = 0; at < data.length; at += bytes) setScale(type, view, at, 1, random);
  const values = dequantise({ name: '', type, rows: 1, columns: 64 * elements, data });
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

function randomFloats(type: TensorType, count: number, deviation: number, random: () => number): Uint8Array {
  const values = Float32Array.from({ length: count }, () => deviation * Math.sqrt(12) * (random() - 0.5));
  if (type === 'F32') return new Uint8Array(values.buffer);
  const bits = new Uint32Array(values.buffer);
  const halves = Uint16Array.from(values, (value, i) => (type === 'BF16' ? bits[i]! >>> 16 : toHalf(value)));
  return new Uint8Array(halves.buffer);
}
