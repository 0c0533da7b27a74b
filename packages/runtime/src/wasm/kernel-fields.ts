/** Where the kernels' fields begin: 4-byte integers, floats or addresses, in the order of `Field`. */
export const CONFIG = 4096;
/** Where memory is free for weights and buffers. */
export const HEAP = 65536;
/** Rows that the kernels take at once; a longer pass goes through in chunks. */
export const CHUNK = 128;
/** A few rows' worth of what is done for each row is done sooner than shared out. */
export const FEW_ROWS = 4;
/** Heads that share keys and are taken together; bytes past their scores that are written. */
export const HEADS_AT_ONCE = 4;
export const SCORE_PADDING = 32;
/** Output features that one tile of a product makes; as many as a block of activations has. */
export const TILE = 32;
/** Bytes of a block of 32 activations of a row: 32 int16 codes, their float scale, the float sum of the values. */
export const ACTIVATION_BYTES = 72;
/**
 * How a matrix's weights lie: in records of 32 columns of 8 output features, the codes of features 0 to 3 before those
 * of 4 to 7, and floats that turn them into weights.
 */
export enum Form {
  /** 4-bit codes; 4 scales, 4 minima, 4 scales, 4 minima. */
  Four,
  /** 8-bit codes; 8 scales. */
  Eight,
  /** 8-bit codes; 8 scales of the first 16 columns, 8 of the others, 8 minima. */
  Wide,
  /** Codes of 13 bits in 16; 8 scales of the first 16 columns, 8 of the others. */
  Sixteen,
}
/** Bytes of a record of each form. */
export const BYTES_FOUR = 192;
export const BYTES_EIGHT = 288;
export const BYTES_WIDE = 352;
export const BYTES_SIXTEEN = 576;
/** Bytes of a record of 8 features unpacked for many rows: 512 of int16 codes, 16 scales, 8 minima. */
export const PANEL_RECORD = 608;
/** Records that are unpacked at once: with what four rows have for them, less than the nearest cache. */
export const PANEL_RECORDS = 32;
/** Bytes of a panel; each thread has two. */
export const PANEL_BYTES = PANEL_RECORD * PANEL_RECORDS;
/** The largest code of `Form.Sixteen`: 16 products with codes of activations just fit into 32 bits. */
export const MOST_SIXTEEN = 4093;
/** Scored rows whose logits are in memory at once. */
export const SCORED_AT_ONCE = 8;
/** Bytes of a layer's table of addresses; its entries are those of `LayerField`. */
export const LAYER_BYTES = 192;
/** Bytes of a matrix record; its entries are those of `MatrixField`. */
export const MATRIX_BYTES = 20;

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
  /** Floats. */
  Epsilon,
  AttentionScale,
  EmbeddingScale,
  ResidualScale,
  /** Of `Activation`. */
  Activation,
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
  /** Float [CHUNK, hidden]. */
  Residual,
  /** Quantised input of the products, [CHUNK, max(hidden, heads · headSize) / 32] blocks. */
  Input,
  /** Quantised hidden units, [CHUNK, feedForward / 32] blocks. */
  Units,
  /** Float [CHUNK, (heads + 2 kvHeads) · headSize], or [CHUNK, hidden] for what is normed before it is added. */
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
  /** The same for layers that see the last positions only. */
  WindowStarts,
  WindowRanges,
  /** Rows to score and their number. */
  Scored,
  ScoredCount,
  /**
   * Where a pass wants some tokens alone: int32 octets of eight neighbouring ids, ascending, −1 where there is none, and
   * their number, a multiple of four. Places of their logits then stand in Targets. 0: all tokens.
   */
  HeadOctets,
  HeadOctetCount,
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

/** The feed-forward's gate. */
export enum Activation {
  Silu,
  Gelu,
}

/**
 * Byte offsets in a layer's table: addresses of gains, 0 where there are none; addresses of float
 * [positions, headSize], each cosine twice, each sine twice and the first negated, 0 where nothing is rotated; 1 where
 * the layer sees the last positions only; matrix records.
 */
export enum LayerField {
  AttentionNorm = 0,
  FeedForwardNorm = 4,
  QueryNorm = 8,
  KeyNorm = 12,
  AttentionBranchNorm = 16,
  FeedForwardBranchNorm = 20,
  Cosines = 24,
  Sines = 28,
  Windowed = 32,
  Query = 48,
  Key = 68,
  Value = 88,
  Output = 108,
  Gate = 128,
  Up = 148,
  Down = 168,
}

/** Byte offsets in a matrix record: form, output features, blocks of 32 columns, address, address of biases or 0. */
export enum MatrixField {
  Form = 0,
  Features = 4,
  Blocks = 8,
  Address = 12,
  Bias = 16,
}

/** How a tensor lies before it is packed. */
export enum PackedFrom {
  Q8_0,
  Q4_0,
  Q4_1,
  Q5_0,
  Q5_1,
  Q4_K,
  Q5_K,
  Q6_K,
}
