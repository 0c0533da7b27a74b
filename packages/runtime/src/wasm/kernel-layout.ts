import {
  ACTIVATION_BYTES,
  BYTES_4BIT,
  BYTES_8BIT,
  CHUNK,
  Field,
  HEAP,
  LAYER_BYTES,
  LayerField,
  SCORED_AT_ONCE,
  TILE,
} from './kernel-fields';
import { MAX_TOP_M } from '@superposed/decoding';
import { UnsupportedModelError } from '../errors';
import type { GgufModel, GgufTensor } from '../gguf/gguf';

/** Tokens, targets or ranges of slots that a chunk of rows may have. */
export const ENTRIES = 65536;

/** Bytes of a tensor that are brought into the kernels' memory at once to be packed, if eight rows are not more. */
const STAGED = 1 << 18;

/** A weight matrix and where its record and its packed values go. */
export interface MatrixPlace {
  readonly tensor: GgufTensor;
  readonly bits: 4 | 8;
  readonly record: number;
  readonly address: number;
}

/** A vector of float gains and where it goes. */
export interface VectorPlace {
  readonly tensor: GgufTensor;
  readonly address: number;
}

/** Where everything lies in the kernels' memory. */
export interface KernelLayout {
  readonly bytes: number;
  /** Where a tensor's bytes wait to be packed, and how many may at once. */
  readonly staging: { readonly address: number; readonly bytes: number };
  readonly fields: ReadonlyMap<Field, number>;
  readonly matrices: readonly MatrixPlace[];
  readonly vectors: readonly VectorPlace[];
  /** Addresses of gains in the layers' tables: where the address is written, and the address. */
  readonly pointers: readonly (readonly [at: number, address: number])[];
}

const LAYER_MATRICES = {
  attn_q: LayerField.Query,
  attn_k: LayerField.Key,
  attn_v: LayerField.Value,
  attn_output: LayerField.Output,
  ffn_gate: LayerField.Gate,
  ffn_up: LayerField.Up,
  ffn_down: LayerField.Down,
} as const;

const LAYER_VECTORS = {
  attn_norm: LayerField.AttentionNorm,
  ffn_norm: LayerField.FeedForwardNorm,
} as const;

/** Plans the memory for a model, its cache of `capacity` slots and the buffers of `threads` threads. */
export function planLayout(model: GgufModel, capacity: number, threads: number): KernelLayout {
  const { config } = model;
  if (config.headSize % TILE !== 0) {
    throw new UnsupportedModelError(
      'invalid-model',
      `The model's heads have ${config.headSize} features; the WASM kernels take multiples of ${TILE}.`,
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
  const tensor = (name: string): GgufTensor => {
    const found = model.tensors.get(name);
    if (!found) throw new UnsupportedModelError('invalid-model', `The model file lacks the tensor ${name}.`);
    return found;
  };
  const matrix = (weights: GgufTensor, record: number, allow4Bit: boolean): number => {
    const bits = allow4Bit && weights.type.startsWith('Q4') ? 4 : 8;
    // Whole tiles: what lies past the last feature stays zero.
    const records = Math.ceil(weights.rows / TILE) * (TILE / 8) * (weights.columns / 32);
    const address = take(records * (bits === 4 ? BYTES_4BIT : BYTES_8BIT));
    matrices.push({ tensor: weights, bits, record, address });
    return record;
  };
  const vector = (name: string): number => {
    const weights = tensor(name);
    const address = take(weights.columns * 4);
    vectors.push({ tensor: weights, address });
    return address;
  };

  const table = take(config.layers * LAYER_BYTES);
  for (let i = 0; i < config.layers; i++) {
    const layer = table + i * LAYER_BYTES;
    for (const [name, at] of Object.entries(LAYER_VECTORS)) {
      pointers.push([layer + at, vector(`blk.${i}.${name}.weight`)]);
    }
    for (const [name, at] of Object.entries(LAYER_MATRICES)) {
      matrix(tensor(`blk.${i}.${name}.weight`), layer + at, true);
    }
  }
  const embedding = matrix(tensor('token_embd.weight'), take(16), false);
  const ownHead = model.tensors.get('output.weight');

  const { heads, kvHeads, headSize, hidden, feedForward, vocabularySize } = config;
  const wide = Math.max(hidden, heads * headSize);
  const cacheBytes = config.layers * kvHeads * capacity * headSize * 4;
  const scratchBytes = Math.max(2 * CHUNK * TILE * 4, Math.ceil((capacity * 4 + 256) / 64) * 64);
  const epsilon = new Int32Array(Float32Array.of(config.rmsEpsilon).buffer)[0]!;
  const fields = new Map<Field, number>([
    [Field.Layers, config.layers],
    [Field.Hidden, hidden],
    [Field.Heads, heads],
    [Field.KvHeads, kvHeads],
    [Field.HeadSize, headSize],
    [Field.FeedForward, feedForward],
    [Field.Vocabulary, vocabularySize],
    [Field.Capacity, capacity],
    [Field.Epsilon, epsilon],
    [Field.LayerTable, table],
    [Field.OutputNorm, vector('output_norm.weight')],
    [Field.Embedding, embedding],
    [Field.Head, ownHead ? matrix(ownHead, take(16), true) : embedding],
    [Field.Cosines, take(capacity * headSize * 4)],
    [Field.Sines, take(capacity * headSize * 4)],
    [Field.Residual, take(CHUNK * hidden * 4)],
    [Field.Input, take(CHUNK * (wide / 32) * ACTIVATION_BYTES)],
    [Field.Units, take(CHUNK * (feedForward / 32) * ACTIVATION_BYTES)],
    [Field.Projected, take(CHUNK * (heads + 2 * kvHeads) * headSize * 4)],
    [Field.Logits, take(SCORED_AT_ONCE * Math.ceil(vocabularySize / TILE) * TILE * 4)],
    [Field.Scratch, take(threads * scratchBytes)],
    [Field.ScratchBytes, scratchBytes],
    [Field.TokenIds, take(ENTRIES * 4)],
    [Field.Weights, take(ENTRIES * 4)],
    [Field.Positions, take(CHUNK * 4)],
    [Field.RangeStarts, take((CHUNK + 1) * 4)],
    [Field.Ranges, take(ENTRIES * 8)],
    [Field.Scored, take(CHUNK * 4)],
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
  return { bytes: Math.max(end, staging.address + staged), staging, fields, matrices, vectors, pointers };
}
