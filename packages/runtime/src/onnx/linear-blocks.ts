import { BLOCK_TYPES } from '../gguf/block-types';
import type { GgufTensor } from '../gguf/tensors';
import { packBlocks } from './block-codes';
import { MICROSOFT, type GraphBuilder } from './graph-builder';
import { packedName, type LinearKit } from './linear';
import { floatKit } from './linear-floats';

/** Weights in blocks at 4 or 8 bits (MatMulNBits), float activations. Tensors of floats stay floats. */
export const blockKit: LinearKit = {
  project(graph, x, weights, bias) {
    if (weights.every(isFloat)) return floatKit.project(graph, x, weights, bias);
    const packed = packConstants(graph, weights, true);
    return multiply(graph, x, packed, graph.toReal(packed.scales), bias);
  },
  embed(graph, ids, weights, embedding) {
    if (isFloat(embedding)) return floatKit.embed(graph, ids, weights, embedding);
    const { codes, scales, blockSize } = packConstants(graph, [embedding], false);
    const table = graph.node('Reshape', [codes, graph.integers([embedding.rows, embedding.columns])]);
    const rows = graph.node('GatherBlockQuantized', [table, ids, scales], {
      domain: MICROSOFT,
      attributes: { bits: 8, block_size: blockSize, gather_axis: 0, quantize_axis: 1 },
    });
    const mixed = graph.node('MatMul', [graph.node('Unsqueeze', [weights, graph.integers([1])]), rows]);
    return graph.node('Reshape', [mixed, graph.integers([1, -1, embedding.columns])]);
  },
  head(graph, x, weights) {
    if (isFloat(weights)) return floatKit.head(graph, x, weights);
    const packed = packConstants(graph, [weights], false);
    return multiply(graph, x, packed, packed.scales, '');
  },
};

/** What a gated unit reads. */
export interface GatedInput {
  /** Added to the residual stream, whose sum is normed. */
  readonly x: string;
  readonly residual: string;
  readonly gains: string;
  readonly epsilon: number;
}

/**
 * SiLU(gate · n) × (up · n), n being the norm of x + residual, as the one operator that onnxruntime's WebGPU has for it,
 * and no other backend. With 4 bits it would put it there by itself.
 * @param outputs names of the result and of x + residual
 * @returns whether the operator takes such weights; nothing is added where not
 */
export function gatedUnit(
  graph: GraphBuilder,
  { x, residual, gains, epsilon }: GatedInput,
  weights: readonly [gate: GgufTensor, up: GgufTensor],
  outputs: readonly [string, string],
): boolean {
  if (weights.some(isFloat)) return false;
  const [gate, up] = weights.map((weight) => packConstants(graph, [weight], true)) as [
    PackedNames,
    PackedNames,
  ];
  const { bits, blockSize, rows, columns } = gate;
  if (blockSize !== 32 || up.blockSize !== 32 || up.bits !== bits) return false;
  const [gateScales, upScales] = [graph.toReal(gate.scales), graph.toReal(up.scales)];
  const inputs = [x, residual, gains, gate.codes, gateScales, '', up.codes, upScales];
  graph.multi('MatMulNBitsMlp', inputs, outputs, {
    domain: MICROSOFT,
    attributes: {
      K: columns,
      N: rows,
      bits,
      block_size: blockSize,
      activation: 'silu',
      epsilon: { float: epsilon },
    },
  });
  return true;
}

function isFloat({ type }: GgufTensor): boolean {
  return BLOCK_TYPES[type].read === null;
}

function multiply(
  graph: GraphBuilder,
  x: string,
  { bits, blockSize, rows, columns, codes }: PackedNames,
  scales: string,
  bias: string,
): string {
  const inputs = bias ? [x, codes, scales, '', '', bias] : [x, codes, scales];
  return graph.node('MatMulNBits', inputs, {
    domain: MICROSOFT,
    attributes: { K: columns, N: rows, bits, block_size: blockSize },
  });
}

interface PackedNames {
  readonly bits: number;
  readonly blockSize: number;
  readonly rows: number;
  readonly columns: number;
  readonly codes: string;
  readonly scales: string;
}

/** The tensors as constants of the graph, packed once; `allow4Bit` as in packBlocks. */
function packConstants(graph: GraphBuilder, weights: readonly GgufTensor[], allow4Bit: boolean): PackedNames {
  const codes = packedName(weights, 'codes');
  const scales = packedName(weights, 'scales');
  const { columns = 0 } = weights[0] ?? {};
  if (!graph.initializers.has(codes)) {
    const made = packBlocks(weights, allow4Bit);
    const { rows, blockSize, bits } = made;
    const groups = columns / blockSize;
    graph.constant(codes, () => ({
      type: 'uint8',
      dims: [rows, groups, (blockSize * bits) / 8],
      data: made.codes,
    }));
    graph.constant(scales, () => ({ type: 'float', dims: [rows, groups], data: made.scales }));
  }
  const [rows = 0, groups = 1, bytes = 0] = graph.initializers.get(codes)?.dims ?? [];
  const blockSize = columns / groups;
  return { bits: (8 * bytes) / blockSize, blockSize, rows, columns, codes, scales };
}
