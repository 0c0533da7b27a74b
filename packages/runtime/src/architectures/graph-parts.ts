import { dequantise } from '../gguf/dequantise';
import type { GgufTensor } from '../gguf/tensors';
import type { GraphBuilder } from '../onnx/graph-builder';
import type { LinearKit } from '../onnx/linear';
import { ARCHITECTURES, type Product } from './architectures';
import { splitHalves } from './half-split';
import { optionalTensor, requiredTensor, type GgufModel } from './model';

/** A vector of the model's as a constant, each value times `factor`. */
export function vector(graph: GraphBuilder, weight: GgufTensor, factor = 1): string {
  return graph.constant(weight.name, () => ({
    type: 'float',
    dims: [weight.columns],
    data: dequantise(weight).map((value) => factor * value),
  }));
}

/** x · Wᵀ + bias for products of a layer, one after another: [1, rows, Σ features]. */
export type Project = (x: string, products: readonly Product[]) => string;

/** Queries and keys come with the features that are rotated together in both halves of a head. */
export function layerProducts(
  graph: GraphBuilder,
  model: GgufModel,
  linear: LinearKit,
  layer: number,
): Project {
  const { headSize, architecture } = model.config;
  const apart = ARCHITECTURES[architecture].rotary === 'neighbours';
  const inOrder = (product: Product, tensor: GgufTensor): GgufTensor =>
    apart && (product === 'attn_q' || product === 'attn_k') ? splitHalves(tensor, headSize) : tensor;
  return (x, products) => {
    const weights = products.map((product) =>
      inOrder(product, requiredTensor(model, `blk.${layer}.${product}.weight`)),
    );
    const biases = products.map((product) => {
      const bias = optionalTensor(model, `blk.${layer}.${product}.bias`);
      return bias && inOrder(product, bias);
    });
    if (biases.every((bias) => bias === null)) return linear.project(graph, x, weights, '');
    const values = biases.flatMap((bias, i) =>
      bias ? [...dequantise(bias)] : new Array<number>(weights[i]!.rows).fill(0),
    );
    const name = `blk.${layer}.${products.join('+')}.bias`;
    const constant = graph.constant(name, () => ({
      type: 'float',
      dims: [values.length],
      data: Float32Array.from(values),
    }));
    return linear.project(graph, x, weights, graph.toReal(constant));
  };
}
