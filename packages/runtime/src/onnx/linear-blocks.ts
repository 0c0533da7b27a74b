import { BLOCK, packBlocks } from '../gguf/block-codes';
import type { GgufTensor } from '../gguf/gguf';
import { MICROSOFT, type GraphBuilder } from './graph-builder';
import { packedName, type LinearKit } from './linear';

/**
 * Weights in blocks of 32 at 4 or 8 bits (MatMulNBits), float activations.
 *
 * MatMulNBits takes integer zero points; the float offsets of Q4_1 are added as
 * (sum of each block of x) · offsets, which is exact and costs a 32nd of the multiplications.
 *
 * @param accuracyLevel of MatMulNBits: 0 leaves the choice to the backend, 4 allows int8 activations a block
 */
export function blockKit(accuracyLevel: 0 | 4): LinearKit {
  return {
    prepare(graph, x) {
      const blocked = graph.node('Reshape', [x, graph.integers([1, 0, -1, BLOCK])]);
      const sums = graph.node('ReduceSum', [blocked, graph.integers([-1])], { attributes: { keepdims: 0 } });
      return [x, sums];
    },
    project(graph, [x = '', sums = ''], weights) {
      const packed = packConstants(graph, weights, true);
      const product = multiply(graph, x, packed, graph.toReal(packed.scales), accuracyLevel);
      if (!packed.offsets) return product;
      return graph.node('Add', [product, graph.node('MatMul', [sums, graph.toReal(packed.offsets)])]);
    },
    embed(graph, ids, weights, embedding) {
      const { codes, scales } = packConstants(graph, [embedding], false);
      const table = graph.node('Reshape', [codes, graph.integers([embedding.rows, embedding.columns])]);
      const rows = graph.node('GatherBlockQuantized', [table, ids, scales], {
        domain: MICROSOFT,
        attributes: { bits: 8, block_size: BLOCK, gather_axis: 0, quantize_axis: 1 },
      });
      const mixed = graph.node('MatMul', [graph.node('Unsqueeze', [weights, graph.integers([1])]), rows]);
      return graph.node('Reshape', [mixed, graph.integers([1, -1, embedding.columns])]);
    },
    head(graph, x, weights) {
      const packed = packConstants(graph, [weights], false);
      return multiply(graph, x, packed, packed.scales, accuracyLevel);
    },
  };
}

function multiply(
  graph: GraphBuilder,
  x: string,
  { bits, rows, columns, codes }: PackedNames,
  scales: string,
  accuracyLevel: number,
): string {
  return graph.node('MatMulNBits', [x, codes, scales], {
    domain: MICROSOFT,
    attributes: { K: columns, N: rows, bits, block_size: BLOCK, accuracy_level: accuracyLevel },
  });
}

interface PackedNames {
  bits: number;
  rows: number;
  columns: number;
  codes: string;
  scales: string;
  offsets: string | null;
}

/** The tensors as constants of the graph, packed once; `allow4Bit` as in packBlocks. */
function packConstants(graph: GraphBuilder, weights: readonly GgufTensor[], allow4Bit: boolean): PackedNames {
  const codes = packedName(weights, 'codes');
  const scales = packedName(weights, 'scales');
  const offsets = packedName(weights, 'offsets');
  if (!graph.initializers.has(codes)) {
    const made = packBlocks(weights, allow4Bit);
    graph.constant(codes, () => ({
      type: 'uint8',
      dims: [made.rows, made.blocks, made.bits * 4],
      data: made.codes,
    }));
    graph.constant(scales, () => ({ type: 'float', dims: [made.rows, made.blocks], data: made.scales }));
    const { offsets: values } = made;
    if (values) {
      graph.constant(offsets, () => ({ type: 'float', dims: [made.blocks, made.rows], data: values }));
    }
  }
  const [rows = 0, blocks = 0, bytes = 0] = graph.initializers.get(codes)?.dims ?? [];
  return {
    bits: bytes / 4,
    rows,
    columns: blocks * BLOCK,
    codes,
    scales,
    offsets: graph.initializers.has(offsets) ? offsets : null,
  };
}
