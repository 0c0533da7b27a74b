import { BLOCK_TYPES } from '../gguf/block-types';
import { BLOCK } from '../gguf/plain-blocks';
import type { GgufTensor } from '../gguf/tensors';
import { packBlocks } from './block-codes';
import { MICROSOFT, type GraphBuilder } from './graph-builder';
import { packedName, type LinearKit } from './linear';
import { floatKit } from './linear-floats';

/**
 * Weights in blocks at 4 or 8 bits (MatMulNBits), float activations.
 *
 * MatMulNBits takes integer zero points; the float offsets of types with minima are added as
 * (sum of each block of x) · offsets, which is exact and costs a 32nd of the multiplications.
 *
 * Tensors of floats stay floats.
 *
 * @param accuracyLevel of MatMulNBits: 0 leaves the choice to the backend, 4 allows int8 activations a block
 */
export function blockKit(accuracyLevel: 0 | 4): LinearKit {
  return {
    prepare: (graph, x) => [x, blockSums(graph, x)],
    project(graph, [x = '', sums = ''], weights) {
      if (weights.every(isFloat)) return floatKit.project(graph, [x], weights);
      const packed = packConstants(graph, weights, true);
      const product = multiply(graph, x, packed, graph.toReal(packed.scales), accuracyLevel);
      return packed.offsets ? addOffsets(graph, product, sums, graph.toReal(packed.offsets)) : product;
    },
    embed(graph, ids, weights, embedding) {
      if (isFloat(embedding)) return floatKit.embed(graph, ids, weights, embedding);
      const { codes, scales, offsets, blockSize } = packConstants(graph, [embedding], false);
      const table = graph.node('Reshape', [codes, graph.integers([embedding.rows, embedding.columns])]);
      const rows = graph.node('GatherBlockQuantized', [table, ids, scales], {
        domain: MICROSOFT,
        attributes: { bits: 8, block_size: blockSize, gather_axis: 0, quantize_axis: 1 },
      });
      const whole = offsets ? addToBlocks(graph, rows, gatherColumns(graph, offsets, ids)) : rows;
      const mixed = graph.node('MatMul', [graph.node('Unsqueeze', [weights, graph.integers([1])]), whole]);
      return graph.node('Reshape', [mixed, graph.integers([1, -1, embedding.columns])]);
    },
    head(graph, x, weights) {
      if (isFloat(weights)) return floatKit.head(graph, x, weights);
      const packed = packConstants(graph, [weights], false);
      const product = multiply(graph, x, packed, packed.scales, accuracyLevel);
      return packed.offsets ? addOffsets(graph, product, blockSums(graph, x), packed.offsets) : product;
    },
  };
}

function isFloat({ type }: GgufTensor): boolean {
  return BLOCK_TYPES[type].read === null;
}

function blockSums(graph: GraphBuilder, x: string): string {
  const blocked = graph.node('Reshape', [x, graph.integers([1, 0, -1, BLOCK])]);
  return graph.node('ReduceSum', [blocked, graph.integers([-1])], { attributes: { keepdims: 0 } });
}

function addOffsets(graph: GraphBuilder, product: string, sums: string, offsets: string): string {
  return graph.node('Add', [product, graph.node('MatMul', [sums, offsets])]);
}

/** offsets[:, ids] for offsets [blocks, rows]: [rows of ids, mix, blocks]. */
function gatherColumns(graph: GraphBuilder, offsets: string, ids: string): string {
  const gathered = graph.node('Gather', [offsets, ids], { attributes: { axis: 1 } });
  return graph.node('Transpose', [gathered], { attributes: { perm: [1, 2, 0] } });
}

/** Adds a number to each block of the last axis. */
function addToBlocks(graph: GraphBuilder, rows: string, numbers: string): string {
  const blocked = graph.node('Reshape', [rows, graph.integers([0, 0, -1, BLOCK])]);
  const added = graph.node('Add', [blocked, graph.node('Unsqueeze', [numbers, graph.integers([-1])])]);
  return graph.node('Reshape', [added, graph.node('Shape', [rows])]);
}

function multiply(
  graph: GraphBuilder,
  x: string,
  { bits, blockSize, rows, columns, codes }: PackedNames,
  scales: string,
  accuracyLevel: number,
): string {
  return graph.node('MatMulNBits', [x, codes, scales], {
    domain: MICROSOFT,
    attributes: { K: columns, N: rows, bits, block_size: blockSize, accuracy_level: accuracyLevel },
  });
}

interface PackedNames {
  bits: number;
  blockSize: number;
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
  const { columns = 0 } = weights[0] ?? {};
  if (!graph.initializers.has(codes)) {
    const made = packBlocks(weights, allow4Bit);
    const { rows, blocks, blockSize, bits } = made;
    const groups = columns / blockSize;
    graph.constant(codes, () => ({
      type: 'uint8',
      dims: [rows, groups, (blockSize * bits) / 8],
      data: made.codes,
    }));
    graph.constant(scales, () => ({ type: 'float', dims: [rows, groups], data: made.scales }));
    const { offsets: values } = made;
    if (values) graph.constant(offsets, () => ({ type: 'float', dims: [blocks, rows], data: values }));
  }
  const [rows = 0, groups = 1, bytes = 0] = graph.initializers.get(codes)?.dims ?? [];
  const blockSize = columns / groups;
  return {
    bits: (8 * bytes) / blockSize,
    blockSize,
    rows,
    columns,
    codes,
    scales,
    offsets: graph.initializers.has(offsets) ? offsets : null,
  };
}
