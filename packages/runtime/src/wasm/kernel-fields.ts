/** Where the kernels' fields begin: 4-byte integers, floats or addresses, in the order of `Field`. */
export const CONFIG = 4096;
/** Where memory is free for weights and buffers. */
export const HEAP = 65536;
/** Rows that the kernels take at once; a longer pass goes through in chunks. */
export const CHUNK = 64;
/** Output features that one tile of a product makes; as many as a block of activations has. */
export const TILE = 32;
/** Bytes of a block of 32 activations: 32 int16 codes, their float scale, the float sum of the values. */
export const ACTIVATION_BYTES = 72;
/**
 * Bytes of a block of weights, 32 columns of 8 output features: the codes of features 0 to 3, those of 4 to 7, then
 * float scales. At 4 bits: 4 scales, 4 minima, 4 scales, 4 minima; at 8 bits: 8 scales.
 */
export const BYTES_4BIT = 192;
export const BYTES_8BIT = 288;
/** Scored rows whose logits are in memory at once. */
export const SCORED_AT_ONCE = 8;
/** Bytes of a layer's table of addresses; its entries are those of `LayerField`. */
export const LAYER_BYTES = 128;

/** What the kernels read besides their arguments: the model's shape, addresses of buffers, and the pass's inputs. */
export enum Field {
  Layers,
  Hidden,
  Heads,
  KvHeads,
  HeadSize,
  FeedForward,
  Vocabulary,
  Capacity,
  /** Float. */
  Epsilon,
  /** Tables of all layers, LAYER_BYTES each. */
  LayerTable,
  /** Gains of the last norm. */
  OutputNorm,
  /** Matrix records. */
  Embedding,
  Head,
  /** Float [layers, kvHeads, capacity, headSize]. */
  Keys,
  Values,
  /** Float [positions, headSize]: each cosine twice; each sine twice, the first negated. */
  Cosines,
  Sines,
  /** Float [CHUNK, hidden]. */
  Residual,
  /** Quantised input of the products, [CHUNK, max(hidden, heads · headSize) / 32] blocks. */
  Input,
  /** Quantised hidden units, [CHUNK, feedForward / 32] blocks. */
  Units,
  /** Float [CHUNK, (heads + 2 kvHeads) · headSize]. */
  Projected,
  /** Float [SCORED_AT_ONCE, vocabulary up to a multiple of 32]. */
  Logits,
  /** Working memory of each thread, ScratchBytes apart. */
  Scratch,
  ScratchBytes,
  /** Threads besides the one that leads. */
  Helpers,
  /** 1 where the leading thread may block; a page's main thread may not. */
  MayWait,

  /** Rows of the chunk, and slots in use before it. */
  Rows,
  Past,
  /** Tokens a row. */
  Mix,
  /** int32 and float [rows, mix]. */
  TokenIds,
  Weights,
  /** int32 [rows]. */
  Positions,
  /** int32 [rows + 1]: where each row's ranges begin in Ranges, in ranges. */
  RangeStarts,
  /** int32 pairs [start, end) of slots. */
  Ranges,
  /** Rows to score and their number. */
  Scored,
  ScoredCount,
  /** Best tokens wanted, and their int32 and float results [scored, 64]. */
  Top,
  TopIds,
  TopLogits,
  /** Float [scored]: Σ e^(logit − largest). */
  Partitions,
  /** int32 and float [scored, TargetCount]. */
  TargetCount,
  Targets,
  TargetLogits,
}

/** Byte offsets in a layer's table: addresses of gains, then matrix records. */
export enum LayerField {
  AttentionNorm = 0,
  FeedForwardNorm = 4,
  Query = 16,
  Key = 32,
  Value = 48,
  Output = 64,
  Gate = 80,
  Up = 96,
  Down = 112,
}

/** Byte offsets in a matrix record of 16 bytes: bits (4 or 8), output features, blocks of 32 columns, address. */
export enum MatrixField {
  Bits = 0,
  Features = 4,
  Blocks = 8,
  Address = 12,
}

/** How a tensor lies before it is packed. */
export enum PackedFrom {
  Q8_0,
  Q4_0,
  Q4_1,
}
