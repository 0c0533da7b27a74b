import { MAX_TOP_M } from '@superposed/decoding';
import { ARCHITECTURES, type Product } from '../architectures/architectures';
import { optionalTensor, requiredTensor, type GgufModel } from '../architectures/model';
import { UnsupportedModelError } from '../errors';
import { BLOCK_TYPES } from '../gguf/block-types';
import type { GgufTensor } from '../gguf/tensors';
import {
  Activation,
  ACTIVATION_BYTES,
  BYTES_EIGHT,
  BYTES_FOUR,
  BYTES_SIXTEEN,
  BYTES_WIDE,
  CHUNK,
  Field,
  Form,
  HEADS_AT_ONCE,
  HEAP,
  LAYER_BYTES,
  LayerField,
  MATRIX_BYTES,
  PANEL_BYTES,
  SCORE_PADDING,
  SCORED_AT_ONCE,
  TILE,
} from './kernel-fields';
import { planRotary, type RotaryPlace } from './rotary-layout';

/** Tokens, targets or ranges of slots that a chunk of rows may have. */
export const ENTRIES = 65536;

/** Bytes of a tensor that are brought into the kernels' memory at once to be packed, if eight rows are not more. */
const STAGED = 1 << 18;

/** Bytes that WebAssembly's addresses reach. */
const MOST_BYTES = 2 ** 32;

/** Bytes of a record of each form. */
export const RECORD_BYTES: Readonly<Record<Form, number>> = {
  [Form.Four]: BYTES_FOUR,
  [Form.Eight]: BYTES_EIGHT,
  [Form.Wide]: BYTES_WIDE,
  [Form.Sixteen]: BYTES_SIXTEEN,
};

/** A weight matrix, where its record and its packed values go, and its bias. */
export interface MatrixPlace {
  readonly tensor: GgufTensor;
  readonly form: Form;
  readonly record: number;
  readonly address: number;
  readonly bias: { readonly tensor: GgufTensor; readonly address: number } | null;
  /** Its features are rotated in pairs of halves of a head of so many; null: they are in the kernels' order. */
  readonly halvesOf: number | null;
}

/** A vector of float gains and where it goes. */
export interface VectorPlace {
  readonly tensor: GgufTensor;
  readonly address: number;
  readonly factor: number;
  readonly halvesOf: number | null;
}

/** Where everything lies in the kernels' memory. */
export interface KernelLayout {
  readonly bytes: number;
  /** Where a tensor's bytes wait to be packed, and how many may at once. */
  readonly staging: { readonly address: number; readonly bytes: number };
  readonly fields: ReadonlyMap<Field, number>;
  readonly matrices: readonly MatrixPlace[];
  readonly vectors: readonly VectorPlace[];
  readonly rotary: readonly RotaryPlace[];
  /** Numbers in the layers' tables: where each is written, and the number. */
  readonly pointers: readonly (readonly [at: number, value: number])[];
}

const LAYER_MATRICES: Readonly<Record<Product, LayerField>> = {
  attn_q: LayerField.Query,
  attn_k: LayerField.Key,
  attn_v: LayerField.Value,
  attn_output: LayerField.Output,
  ffn_gate: LayerField.Gate,
  ffn_up: LayerField.Up,
  ffn_down: LayerField.Down,
};

const LAYER_VECTORS = {
  attn_norm: LayerField.AttentionNorm,
  ffn_norm: LayerField.FeedForwardNorm,
  attn_q_norm: LayerField.QueryNorm,
  attn_k_norm: LayerField.KeyNorm,
  post_attention_norm: LayerField.AttentionBranchNorm,
  post_ffw_norm: LayerField.FeedForwardBranchNorm,
} as const;

/** The smallest form that holds a type's weights, exactly but for floats. */
export function formOf(type: GgufTensor['type']): Form {
  const { bits, halves, minima } = BLOCK_TYPES[type];
  if (bits === null) return Form.Sixteen;
  if (bits === 4) return Form.Four;
  return halves || minima ? Form.Wide : Form.Eight;
}

/**
 * Plans the memory for a model, its cache of `capacity` slots and the buffers of `threads` threads.
 * @throws {UnsupportedModelError} heads of a size that the kernels don't take, or more memory than there is
 */
export function planLayout(model: GgufModel, capacity: number, threads: number): KernelLayout {
  const { config } = model;
  const { heads, kvHeads, headSize, hidden, feedForward, vocabularySize } = config;
  const architecture = ARCHITECTURES[config.architecture];
  if (headSize % TILE !== 0) {
    throw new UnsupportedModelError(
      'invalid-model',
      `The model's heads have ${headSize} features; the WASM kernels take multiples of ${TILE}.`,
    );
  }
  let end = HEAP;
  const take = (bytes: number): number => {
    const start = end;
    end = Math.ceil((start + bytes) / 64) * 64;
    return start;
  };
  const matrices: MatrixPlace[] = [];
  const vectors: VectorPlace[] = [];
  const pointers: [number, number][] = [];
  const halvesOf = (name: string): number | null =>
    architecture.rotary === 'halves' && /^attn_[qk](_norm)?$/.test(name) ? headSize : null;
  const matrix = (tensor: GgufTensor, record: number, name = '', bias: GgufTensor | null = null): number => {
    const form = formOf(tensor.type);
    // Whole tiles: what lies past the last feature stays zero.
    const features = Math.ceil(tensor.rows / TILE) * TILE;
    const address = take((features / 8) * (tensor.columns / 32) * RECORD_BYTES[form]);
    const biasPlace = bias && { tensor: bias, address: take(features * 4) };
    matrices.push({ tensor, form, record, address, bias: biasPlace, halvesOf: halvesOf(name) });
    return record;
  };
  const vector = (tensor: GgufTensor, name = '', factor = 1): number => {
    const address = take(tensor.columns * 4);
    vectors.push({ tensor, address, factor, halvesOf: halvesOf(name) });
    return address;
  };

  const table = take(config.layers * LAYER_BYTES);
  const rotary = planRotary(model, capacity, take);
  for (let i = 0; i < config.layers; i++) {
    const layer = table + i * LAYER_BYTES;
    for (const [name, at] of Object.entries(LAYER_VECTORS)) {
      const gains = optionalTensor(model, `blk.${i}.${name}.weight`);
      if (gains) pointers.push([layer + at, vector(gains, name)]);
    }
    for (const [name, at] of Object.entries(LAYER_MATRICES)) {
      const bias = optionalTensor(model, `blk.${i}.${name}.bias`);
      matrix(requiredTensor(model, `blk.${i}.${name}.weight`), layer + at, name, bias);
    }
    const place = rotary.find(({ layers }) => layers.includes(i));
    if (place)
      pointers.push([layer + LayerField.Cosines, place.cosines], [layer + LayerField.Sines, place.sines]);
    if (config.attention[i]?.window) pointers.push([layer + LayerField.Windowed, 1]);
  }
  const embedding = matrix(requiredTensor(model, 'token_embd.weight'), take(MATRIX_BYTES));
  const ownHead = optionalTensor(model, 'output.weight');

  const wide = Math.max(hidden, heads * headSize);
  const cacheBytes = config.layers * kvHeads * capacity * headSize * 4;
  const scratchBytes =
    2 * PANEL_BYTES +
    Math.max(
      2 * CHUNK * TILE * 4,
      Math.ceil((HEADS_AT_ONCE * (capacity * 4 + SCORE_PADDING + 128)) / 64) * 64,
    );
  const projected = Math.max((heads + 2 * kvHeads) * headSize, architecture.branchNorms ? hidden : 0);
  const fields = new Map<Field, number>([
    [Field.Layers, config.layers],
    [Field.Hidden, hidden],
    [Field.Heads, heads],
    [Field.KvHeads, kvHeads],
    [Field.HeadSize, headSize],
    [Field.FeedForward, feedForward],
    [Field.Vocabulary, vocabularySize],
    [Field.Capacity, capacity],
    [Field.Epsilon, floatBits(config.rmsEpsilon)],
    [Field.AttentionScale, floatBits(config.attentionScale)],
    [Field.EmbeddingScale, floatBits(config.embeddingScale)],
    [Field.ResidualScale, floatBits(config.residualScale)],
    [Field.Activation, architecture.activation === 'gelu' ? Activation.Gelu : Activation.Silu],
    [Field.LayerTable, table],
    // Logits are linear in the last norm's gains.
    [Field.OutputNorm, vector(requiredTensor(model, 'output_norm.weight'), '', config.logitScale)],
    [Field.Embedding, embedding],
    [Field.Head, ownHead ? matrix(ownHead, take(MATRIX_BYTES)) : embedding],
    [Field.Residual, take(CHUNK * hidden * 4)],
    [Field.Input, take(CHUNK * (wide / 32) * ACTIVATION_BYTES)],
    [Field.Units, take(CHUNK * (feedForward / 32) * ACTIVATION_BYTES)],
    [Field.Projected, take(CHUNK * projected * 4)],
    [Field.Logits, take(SCORED_AT_ONCE * Math.ceil(vocabularySize / TILE) * TILE * 4)],
    [Field.Scratch, take(threads * scratchBytes)],
    [Field.ScratchBytes, scratchBytes],
    [Field.TokenIds, take(ENTRIES * 4)],
    [Field.Weights, take(ENTRIES * 4)],
    [Field.Positions, take(CHUNK * 4)],
    [Field.RangeStarts, take((CHUNK + 1) * 4)],
    [Field.Ranges, take(ENTRIES * 8)],
    [Field.WindowStarts, take((CHUNK + 1) * 4)],
    [Field.WindowRanges, take(ENTRIES * 8)],
    [Field.Scored, take(CHUNK * 4)],
    [Field.HeadOctets, take(Math.ceil(vocabularySize / TILE) * TILE * 4)],
    [Field.TopIds, take(CHUNK * MAX_TOP_M * 4)],
    [Field.TopLogits, take(CHUNK * MAX_TOP_M * 4)],
    [Field.Partitions, take(CHUNK * 4)],
    [Field.Targets, take(ENTRIES * 4)],
    [Field.TargetLogits, take(ENTRIES * 4)],
    // Last, since most of it is never touched: the system gives memory out only where it is written.
    [Field.Keys, take(cacheBytes)],
    [Field.Values, take(cacheBytes)],
  ]);
  const staged = Math.max(STAGED, ...matrices.map(({ tensor: { data, rows } }) => (8 * data.length) / rows));
  // Shares its place with the keys, which come later.
  const staging = { address: fields.get(Field.Keys)!, bytes: staged };
  const bytes = Math.max(end, staging.address + staged);
  if (bytes > MOST_BYTES) {
    throw new UnsupportedModelError(
      'invalid-model',
      `The model would need ${(bytes / 2 ** 30).toFixed(1)} GiB of memory; WebAssembly has 4. Use a smaller one.`,
    );
  }
  return { bytes, staging, fields, matrices, vectors, rotary, pointers };
}

function floatBits(value: number): number {
  return new Int32Array(Float32Array.of(value).buffer)[0]!;
}
