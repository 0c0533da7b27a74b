import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from './graph-builder';
import { encodeModel } from './onnx-writer';

function sumGraph(): GraphBuilder {
  const graph = new GraphBuilder();
  const x = graph.input({ name: 'x', type: 'float', dims: ['n', 2] });
  const weight = graph.constant('w', () => ({ type: 'float', dims: [2], data: Float32Array.of(10, 100) }));
  const product = graph.node('Mul', [x, weight]);
  graph.node('ReduceSum', [product, graph.integers([-1])], { name: 'y', attributes: { keepdims: 0 } });
  graph.output({ name: 'y', type: 'float', dims: ['n'] });
  return graph;
}

describe('encodeModel', () => {
  it('writes a model that onnxruntime runs', async () => {
    const { model, tensors } = encodeModel(sumGraph(), false);
    expect(tensors).toEqual([]);
    const session = await InferenceSession.create(model);
    const { y } = await session.run({ x: new Tensor('float32', Float32Array.of(1, 2, 3, 4), [2, 2]) });
    expect([...(y?.data as Float32Array)]).toEqual([210, 430]);
  });

  it('keeps large tensors out of the model where asked to', () => {
    const graph = sumGraph();
    const data = new Float32Array(4096);
    graph.constant('large', () => ({ type: 'float', dims: [4096], data }));
    const { model, tensors } = encodeModel(graph, true);
    expect(tensors.map(({ path }) => path)).toEqual(['large']);
    expect(tensors[0]?.data.buffer).toBe(data.buffer);
    expect(model.length).toBeLessThan(2000);
    expect(encodeModel(graph, false).model.length).toBeGreaterThan(16384);
  });

  it('makes a constant once', () => {
    const graph = new GraphBuilder();
    expect(graph.integers([1, 2])).toBe(graph.integers([1, 2]));
    expect(graph.scalar(0.5)).toBe(graph.scalar(0.5));
    expect(graph.initializers.size).toBe(2);
  });
});
