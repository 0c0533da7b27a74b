import type { GgufTensor } from '../gguf/tensors';
import type { GraphBuilder } from './graph-builder';

/** How a graph multiplies by the weights; one implementation a weight format. */
export interface LinearKit {
  /**
   * x · Wᵀ + bias for the weights' rows one after another: [1, rows, Σ weights' rows].
   * @param x activations, [1, rows, columns]
   * @param bias of all these rows, of the graph's own type; '' for none
   */
  project(graph: GraphBuilder, x: string, weights: readonly GgufTensor[], bias: string): string;
  /**
   * Σ_j weights[r, j] · E[ids[r, j]] (Superposed Decoding §3.2), from the tensor that the head uses.
   * @param ids int32, [rows, mix]
   * @param weights float, [rows, mix]
   * @returns [1, rows, hidden], in 32 bits
   */
  embed(graph: GraphBuilder, ids: string, weights: string, embedding: GgufTensor): string;
  /** x · Wᵀ over the vocabulary, in 32 bits: [1, rows, vocabulary]. */
  head(graph: GraphBuilder, x: string, weights: GgufTensor): string;
}

/** Name of the constant that several tensors are packed into. */
export function packedName(weights: readonly GgufTensor[], what: string): string {
  return `${weights.map((w) => w.name).join('+')}:${what}`;
}

/** Σ rows of the weights; all must have the same columns. */
export function packedRows(weights: readonly GgufTensor[]): number {
  return weights.reduce((sum, w) => sum + w.rows, 0);
}
