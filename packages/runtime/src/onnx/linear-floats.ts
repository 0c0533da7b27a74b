import { dequantise } from '../gguf/dequantise';
import type { GgufTensor } from '../gguf/tensors';
import type { GraphBuilder } from './graph-builder';
import { packedName, packedRows, type LinearKit } from './linear';

/** Weights as floats, dequantised where they are not: exact, and what the other kits are checked against. */
export const floatKit: LinearKit = {
  project(graph, x, weights, bias) {
    const made = product(graph, x, weights, graph.toReal(floats(graph, weights)));
    return bias ? graph.node('Add', [made, bias]) : made;
  },
  embed(graph, ids, weights, embedding) {
    const rows = graph.node('Gather', [floats(graph, [embedding]), ids]);
    const mixed = graph.node('MatMul', [graph.node('Unsqueeze', [weights, graph.integers([1])]), rows]);
    return graph.node('Reshape', [mixed, graph.integers([1, -1, embedding.columns])]);
  },
  head: (graph, x, weights) => product(graph, x, [weights], floats(graph, [weights])),
};

function product(graph: GraphBuilder, x: string, weights: readonly GgufTensor[], table: string): string {
  const flat = graph.node('Reshape', [x, graph.integers([-1, weights[0]?.columns ?? 0])]);
  const made = graph.node('Gemm', [flat, table], { attributes: { transB: 1 } });
  return graph.node('Reshape', [made, graph.integers([1, -1, packedRows(weights)])]);
}

/** The tensors' rows one after another, [Σ rows, columns]. */
function floats(graph: GraphBuilder, weights: readonly GgufTensor[]): string {
  return graph.constant(packedName(weights, 'floats'), () => {
    const columns = weights[0]?.columns ?? 0;
    const data = new Float32Array(packedRows(weights) * columns);
    let at = 0;
    for (const weight of weights) {
      data.set(dequantise(weight), at);
      at += weight.rows * columns;
    }
    return { type: 'float', dims: [packedRows(weights), columns], data };
  });
}
