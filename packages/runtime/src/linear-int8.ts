import { symmetricScale } from './block-codes';
import { dequantiseRow } from './dequantise';
import type { GgufTensor } from './gguf';
import { MICROSOFT, type GraphBuilder } from './graph-builder';
import { packedName, packedRows, type LinearKit } from './linear';
import { packConstants } from './linear-blocks';
import type { OnnxTensor } from './onnx-writer';

/**
 * int8 weights with a scale an output feature, uint8 activations with a scale a row.
 *
 * Rows are scaled to ±127 before one QuantizeLinear of fixed scale, since DynamicQuantizeLinear would share
 * one scale over all rows, and the large activations of the first token would spoil the others' precision.
 * Where 8 bits show in the logits, a second term carries what the first one rounded off: as more rows for
 * activations, as more columns for weights.
 */
export const int8Kit: LinearKit = {
  prepare(graph, x, precision) {
    const magnitude = graph.node('ReduceMax', [graph.node('Abs', [x]), graph.integers([-1])]);
    // A row of zeros needs no guard: whatever codes 0 / 0 becomes, its scale of 0 turns them into zeros.
    const scale = graph.node('Mul', [magnitude, graph.scalar(1 / 127)]);
    const scaled = graph.node('Div', [x, scale]);
    const codes = quantise(graph, scaled);
    if (precision === 'coarse') return { values: [codes, scale], precision };
    const rounded = dequantise(graph, codes);
    const rest = graph.node('Mul', [graph.node('Sub', [scaled, rounded]), graph.scalar(REST)]);
    const both = graph.node('Concat', [codes, quantise(graph, rest)], { attributes: { axis: 1 } });
    return { values: [both, scale], precision };
  },

  project(graph, input, weights) {
    const [codes = '', scale = ''] = input.values;
    const exact = input.precision === 'exact';
    const { codes: matrix, scales } = packed(graph, weights, exact);
    let product = graph.node(
      'MatMulIntegerToFloat',
      [codes, matrix, graph.scalar(1), scales, midpoint(graph)],
      {
        domain: MICROSOFT,
      },
    );
    if (exact) product = graph.node('Add', halves(graph, product, -1));
    if (input.precision !== 'coarse') {
      const [first, rest] = halves(graph, product, 1);
      product = graph.node('Add', [first, graph.node('Mul', [rest, graph.scalar(1 / REST)])]);
    }
    return graph.node('Mul', [product, scale]);
  },

  /**
   * The block kit's table at a scale a block, exact for Q8_0. The head's codes would not do: their scale a token
   * rounds the input of every layer, which costs more than it does in the logits.
   */
  embed(graph, ids, weights, embedding) {
    const { codes, scales } = packConstants(graph, [embedding], false);
    const values = dequantise(graph, graph.node('Gather', [codes, ids]));
    const factors = graph.node('Unsqueeze', [graph.node('Gather', [scales, ids]), graph.integers([-1])]);
    const vectors = graph.node('Reshape', [graph.node('Mul', [values, factors]), graph.integers([0, 0, -1])]);
    const mixed = graph.node('MatMul', [graph.node('Unsqueeze', [weights, graph.integers([1])]), vectors]);
    return graph.node('Reshape', [mixed, graph.integers([1, -1, embedding.columns])]);
  },

  head(graph, x, weights) {
    return this.project(graph, this.prepare(graph, x, 'fine'), [weights]);
  },
};

/** A rounding error of at most half a code, spread over ±127. */
const REST = 254;

function quantise(graph: GraphBuilder, x: string): string {
  return graph.node('QuantizeLinear', [x, graph.scalar(1), midpoint(graph)]);
}

/** uint8 codes around 128 as floats. */
function dequantise(graph: GraphBuilder, codes: string): string {
  return graph.node('DequantizeLinear', [codes, graph.scalar(1), midpoint(graph)]);
}

function midpoint(graph: GraphBuilder): string {
  return graph.constant('uint8(128)', () => ({ type: 'uint8', dims: [], data: Uint8Array.of(128) }));
}

function halves(graph: GraphBuilder, x: string, axis: number): [string, string] {
  const names: [string, string] = [`${x}.0`, `${x}.1`];
  graph.multi('Split', [x], names, { attributes: { axis, num_outputs: 2 } });
  return names;
}

function packed(
  graph: GraphBuilder,
  weights: readonly GgufTensor[],
  exact: boolean,
): { codes: string; scales: string } {
  const codes = packedName(weights, exact ? 'int8x2' : 'int8');
  const scales = `${codes}-scales`;
  if (!graph.initializers.has(codes)) {
    const made = quantiseByRow(weights, exact);
    graph.constant(codes, () => made.codes);
    graph.constant(scales, () => made.scales);
  }
  return { codes, scales };
}

/** Rows handled together while transposing, so that writes come in runs. */
const TILE = 64;

/**
 * Weights as [columns, rows] int8 with a scale a row, w ≈ code · scale.
 * @param exact as [columns, 2 × rows]: the second half holds what the first rounded off, at scale / 254
 */
export function quantiseByRow(
  weights: readonly GgufTensor[],
  exact: boolean,
): { codes: OnnxTensor; scales: OnnxTensor } {
  const columns = weights[0]?.columns ?? 0;
  const rows = packedRows(weights);
  const terms = exact ? 2 : 1;
  const codes = new Int8Array(columns * rows * terms);
  const scales = new Float32Array(rows * terms);
  const tiles = Array.from({ length: terms }, () => new Int8Array(TILE * columns));
  const values = new Float32Array(columns);
  let first = 0;
  for (const weight of weights) {
    for (let start = 0; start < weight.rows; start += TILE) {
      const count = Math.min(TILE, weight.rows - start);
      for (let r = 0; r < count; r++) {
        dequantiseRow(weight, start + r, values);
        const scale = quantiseRow(values, tiles, r * columns);
        for (let t = 0; t < terms; t++) scales[t * rows + first + start + r] = scale / REST ** t;
      }
      tiles.forEach((tile, t) => {
        for (let c = 0; c < columns; c++) {
          const to = (c * terms + t) * rows + first + start;
          for (let r = 0; r < count; r++) codes[to + r] = tile[r * columns + c]!;
        }
      });
    }
    first += weight.rows;
  }
  return {
    codes: { type: 'int8', dims: [columns, rows * terms], data: codes },
    scales: { type: 'float', dims: [rows * terms], data: scales },
  };
}

/** Writes the terms' codes at `at`; returns the first term's scale, largest magnitude / 127. */
function quantiseRow(values: Float32Array, terms: readonly Int8Array[], at: number): number {
  const scale = symmetricScale(values);
  const codesPerUnit = 1 / scale;
  const [first, rest] = terms;
  for (let c = 0; c < values.length; c++) {
    const scaled = values[c]! * codesPerUnit;
    const code = Math.round(scaled);
    first![at + c] = code;
    if (rest) rest[at + c] = Math.round((scaled - code) * REST);
  }
  return scale;
}
