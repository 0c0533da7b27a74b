import { dequantise } from '../gguf/dequantise';
import type { GgufTensor } from '../gguf/tensors';
import type { GraphBuilder } from '../onnx/graph-builder';
import type { LinearKit, PreparedInput } from '../onnx/linear';
import type { Product } from './architectures';
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
export type Project = (input: PreparedInput, products: readonly Product[]) => string;

export function layerProducts(
  graph: GraphBuilder,
  model: GgufModel,
  linear: LinearKit,
  layer: number,
): Project {
  return (input, products) => {
    const weights = products.map((product) => requiredTensor(model, `blk.${layer}.${product}.weight`));
    const made = linear.project(graph, input, weights);
    const biases = products.map((product) => optionalTensor(model, `blk.${layer}.${product}.bias`));
    if (biases.every((bias) => bias === null)) return made;
    const name = `blk.${layer}.${products.join('+')}.bias`;
    const values = biases.flatMap((bias, i) =>
      bias ? [...dequantise(bias)] : new Array<number>(weights[i]!.rows).fill(0),
    );
    const constant = graph.constant(name, () => ({
      type: 'float',
      dims: [values.length],
      data: Float32Array.from(values),
    }));
    return graph.node('Add', [made, graph.toReal(constant)]);
  };
}
