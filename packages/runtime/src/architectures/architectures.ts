/** What sets a decoder apart from others: from this the kernels' plan and the WebGPU graph are both made. */
export interface Architecture {
  /** Features that are rotated together: neighbours, or one of each half of the head. */
  readonly rotary: 'neighbours' | 'halves';
  /** Of the feed-forward's gate. */
  readonly activation: 'silu' | 'gelu';
  /** Each head's queries and keys are normed before they are rotated. */
  readonly headNorms: boolean;
  /** What attention and feed-forward give is normed before it is added to the residual stream. */
  readonly branchNorms: boolean;
  /** Layers' products that must, or may, have a bias. */
  readonly biases: { readonly required: readonly Product[]; readonly optional: readonly Product[] };
  /** The file may divide rotary frequencies by factors of its own (rope_freqs.weight). */
  readonly frequencyFactors: boolean;
  /** Embeddings are multiplied by √hidden. */
  readonly scaledEmbedding: boolean;
  /** The file states factors of embeddings, attention scores, residual additions and logits. */
  readonly statedScales: boolean;
  /**
   * Of so many layers one, the last, sees all slots, and the others those of the last positions only, as many as the
   * file states; these have a rotary base of their own.
   */
  readonly windows: { readonly every: number; readonly localBase: number } | null;
  /** Of so many layers one, the last, has no rotary positions. */
  readonly unrotatedEvery: number | null;
}

/** Matrices of a layer, by their names in a file. */
export const PRODUCTS = [
  'attn_q',
  'attn_k',
  'attn_v',
  'attn_output',
  'ffn_gate',
  'ffn_up',
  'ffn_down',
] as const;
export type Product = (typeof PRODUCTS)[number];

const LLAMA: Architecture = {
  rotary: 'neighbours',
  activation: 'silu',
  headNorms: false,
  branchNorms: false,
  biases: { required: [], optional: PRODUCTS },
  frequencyFactors: true,
  scaledEmbedding: false,
  statedScales: false,
  windows: null,
  unrotatedEvery: null,
};
const QWEN: Architecture = { ...LLAMA, rotary: 'halves', frequencyFactors: false };
const NO_BIASES = { required: [], optional: [] };
const ATTENTION_INPUTS = ['attn_q', 'attn_k', 'attn_v'] as const;

/** The architectures that run, by their names in a file. Facts as in llama.cpp's src/models. */
export const ARCHITECTURES = {
  llama: LLAMA,
  qwen2: { ...QWEN, biases: { required: ATTENTION_INPUTS, optional: [] } },
  qwen3: { ...QWEN, headNorms: true, biases: NO_BIASES },
  gemma3: {
    ...QWEN,
    activation: 'gelu',
    headNorms: true,
    branchNorms: true,
    biases: NO_BIASES,
    scaledEmbedding: true,
    windows: { every: 6, localBase: 10_000 },
  },
  granite: { ...LLAMA, statedScales: true },
  smollm3: {
    ...LLAMA,
    biases: { required: [], optional: ATTENTION_INPUTS },
    frequencyFactors: false,
    unrotatedEvery: 4,
  },
} as const satisfies Record<string, Architecture>;
export type ArchitectureName = keyof typeof ARCHITECTURES;

/**
 * Architectures whose layers carry a state from token to token. A draft that is given up, or a letter that is deleted,
 * takes the model back to an earlier token, and such a state can't go back.
 */
export const RECURRENT: ReadonlySet<string> = new Set([
  'mamba',
  'mamba2',
  'jamba',
  'falcon-h1',
  'rwkv6',
  'rwkv6qwen2',
  'rwkv7',
  'arwkv7',
  'granitehybrid',
  'kimi-linear',
  'lfm2',
  'lfm2moe',
  'nemotron_h',
  'nemotron_h_moe',
  'plamo2',
  'qwen3next',
  'qwen35',
  'qwen35moe',
]);
