import { seededRandom } from '@superposed/decoding/random';
import { GGUFValueType } from '@huggingface/gguf';
import { BLOCK_TYPES, type TensorType } from './block-types';
import { writeGguf, type Metadata } from './write-gguf.fixture';

/** Shape of the tiny model: SmolLM2's graph at a hundredth of its size. */
export const TINY = {
  layers: 2,
  hidden: 128,
  heads: 2,
  kvHeads: 1,
  headSize: 64,
  feedForward: 192,
  contextLength: 512,
} as const;

export interface TinyOptions {
  /** Tokens in the vocabulary. */
  readonly vocabularySize: number;
  readonly seed?: number;
  /** Type of the linear weights. Default Q4_1. */
  readonly type?: TensorType;
  /** Hidden units of the feed-forward. Default: those of TINY. */
  readonly feedForward?: number;
  /** Heads, which share keys and values. Default: those of TINY. */
  readonly heads?: number;
  /**
   * Linear weights of −d, 0 and d with one d a row, and embeddings with one scale a row: every weight format
   * holds them exactly, so what differs between two graphs is the graphs' own.
   */
  readonly ternary?: boolean;
  /** Changes to the metadata: the tokenizer's keys, or wrong values for a test. */
  readonly metadata?: Partial<Metadata>;
  /** Tensors besides those of the model. */
  readonly tensors?: readonly TinyTensor[];
  /** Declares every linear tensor as this ggml type number, whatever the bytes are. */
  readonly declaredType?: number;
}

/** Writes a GGUF file of a llama model with random weights, the same bytes for the same options. */
export function tinyGguf(options: TinyOptions): Uint8Array {
  const random = seededRandom(options.seed ?? 1);
  const tensors = tinyTensors(options);
  const written = tensors.map((tensor) => {
    const isLinear = tensor.name.startsWith('blk.') && tensor.shape.length === 2;
    const declared = isLinear ? options.declaredType : undefined;
    return {
      name: tensor.name,
      shape: tensor.shape,
      type: declared ?? BLOCK_TYPES[tensor.type].number,
      body: randomTensor(tensor, random, options.ternary === true),
    };
  });
  return writeGguf({ ...tinyMetadata(options), ...options.metadata } as Metadata, written);
}

export interface TinyTensor {
  readonly name: string;
  /** [columns] or [columns, rows]. */
  readonly shape: readonly number[];
  readonly type: TensorType;
}

function tinyTensors(options: TinyOptions): TinyTensor[] {
  const { vocabularySize, type = 'Q4_1', heads, feedForward, tensors = [] } = { ...TINY, ...options };
  const { hidden, kvHeads, headSize } = TINY;
  const matrix = (name: string, rows: number, columns: number): TinyTensor => ({
    name,
    shape: [columns, rows],
    type,
  });
  const vector = (name: string): TinyTensor => ({ name, shape: [hidden], type: 'F32' });
  const layer = (i: number): TinyTensor[] => [
    vector(`blk.${i}.attn_norm.weight`),
    matrix(`blk.${i}.attn_q.weight`, heads * headSize, hidden),
    matrix(`blk.${i}.attn_k.weight`, kvHeads * headSize, hidden),
    matrix(`blk.${i}.attn_v.weight`, kvHeads * headSize, hidden),
    matrix(`blk.${i}.attn_output.weight`, hidden, heads * headSize),
    vector(`blk.${i}.ffn_norm.weight`),
    matrix(`blk.${i}.ffn_gate.weight`, feedForward, hidden),
    matrix(`blk.${i}.ffn_up.weight`, feedForward, hidden),
    matrix(`blk.${i}.ffn_down.weight`, hidden, feedForward),
  ];
  return [
    { name: 'token_embd.weight', shape: [hidden, vocabularySize], type: 'Q8_0' },
    ...Array.from({ length: TINY.layers }, (_, i) => layer(i)).flat(),
    vector('output_norm.weight'),
    ...tensors,
  ];
}

function tinyMetadata(options: TinyOptions): Record<string, unknown> {
  const { heads, feedForward } = { ...TINY, ...options };
  const number = (value: number, type = GGUFValueType.UINT32): unknown => ({ value, type });
  return {
    'general.architecture': { value: 'llama', type: GGUFValueType.STRING },
    'llama.block_count': number(TINY.layers),
    'llama.context_length': number(TINY.contextLength),
    'llama.embedding_length': number(TINY.hidden),
    'llama.feed_forward_length': number(feedForward),
    'llama.attention.head_count': number(heads),
    'llama.attention.key_length': number(TINY.headSize),
    'llama.attention.value_length': number(TINY.headSize),
    'llama.attention.head_count_kv': number(TINY.kvHeads),
    'llama.rope.freq_base': number(10_000, GGUFValueType.FLOAT32),
    'llama.attention.layer_norm_rms_epsilon': number(1e-5, GGUFValueType.FLOAT32),
    'general.file_type': number(3),
  };
}

/** Random blocks of a tensor; the scales keep activations near 1, as trained weights do. */
function randomTensor(tensor: TinyTensor, random: () => number, ternary: boolean): Uint8Array {
  const count = tensor.shape.reduce((a, b) => a * b);
  const [columns = 1] = tensor.shape;
  if (tensor.shape.length === 1) {
    return new Uint8Array(Float32Array.from({ length: count }, () => 0.5 + random()).buffer);
  }
  const spread = tensor.type === 'Q8_0' ? 1 : 2 * Math.sqrt(3 / columns);
  const { bytes, elements } = BLOCK_TYPES[tensor.type];
  if (tensor.type === 'F32') {
    return new Uint8Array(Float32Array.from({ length: count }, () => spread * (random() - 0.5)).buffer);
  }
  const out = new DataView(new ArrayBuffer((count / elements) * bytes));
  const rowBytes = (columns / elements) * bytes;
  let scale = 0;
  for (let at = 0; at < out.byteLength; at += bytes) {
    if (tensor.type === 'F16') {
      out.setUint16(at, toHalf(spread * (random() - 0.5)), true);
      continue;
    }
    const coarse = ternary && tensor.type === 'Q4_1';
    const byte = (): number => (coarse ? threeLevels(random) : Math.floor(256 * random()));
    for (let i = 0; i < bytes; i++) out.setUint8(at + i, byte());
    const levels = tensor.type === 'Q8_0' ? 255 : coarse ? 2 : 15;
    if (!ternary || at % rowBytes === 0) scale = (spread / levels) * (0.5 + random());
    out.setUint16(at, toHalf(scale), true);
    if (tensor.type === 'Q4_1') out.setUint16(at + 2, toHalf(-scale * (coarse ? 1 : 6 + 3 * random())), true);
    // The largest code of a row is ±127 only if one is there and −128 isn't.
    if (ternary && tensor.type === 'Q8_0') {
      for (let i = 2; i < bytes; i++) out.setInt8(at + i, Math.max(-127, out.getInt8(at + i)));
      out.setInt8(at + 2, 127);
    }
  }
  return new Uint8Array(out.buffer);
}

/** Two 4-bit codes of 0, 1 or 2. */
function threeLevels(random: () => number): number {
  return Math.floor(3 * random()) | (Math.floor(3 * random()) << 4);
}

/** Half-precision bits of a normal number of moderate size, rounded to nearest. */
export function toHalf(value: number): number {
  if (value === 0) return 0;
  const magnitude = Math.abs(value);
  const exponent = Math.max(-14, Math.floor(Math.log2(magnitude)));
  const fraction = Math.round((magnitude / 2 ** exponent - (exponent > -15 ? 1 : 0)) * 1024);
  return (value < 0 ? 0x8000 : 0) | (((exponent + 15) << 10) + fraction);
}
