import { dequantise } from '../gguf/dequantise';
import type { GgufTensor } from '../gguf/gguf';
import type { GraphBuilder } from './graph-builder';
import type { LinearKit } from './linear';

/** Plain float weights: what the quantised kits are checked against. */
export const floatKit: LinearKit = {
  prepare: (_, x) => [x],
  project(graph, [x = ''], weights) {
    const parts = weights.map((weight) => graph.node('MatMul', [x, transposed(graph, weight)]));
    return graph.node('Concat', parts, { attributes: { axis: -1 } });
  },
  embed(graph, ids, weights, embedding) {
    const vectors = graph.node('Gather', [transposed(graph, embedding), ids], { attributes: { axis: 1 } });
    const mixed = graph.node('ReduceSum', [graph.node('Mul', [vectors, weights]), graph.integers([-1])], {
      attributes: { keepdims: 0 },
    });
    return graph.node('Unsqueeze', [graph.node('Transpose', [mixed]), graph.integers([0])]);
  },
  head: (graph, x, weights) => graph.node('MatMul', [x, transposed(graph, weights)]),
};

function transposed(graph: GraphBuilder, weight: GgufTensor): string {
  return graph.constant(`${weight.name}:transposed`, () => {
    const values = dequantise(weight);
    const data = Float32Array.from(
      values,
      (_, i) => values[(i % weight.rows) * weight.columns + Math.floor(i / weight.rows)]!,
    );
    return { type: 'float', dims: [weight.columns, weight.rows], data };
  });
}
