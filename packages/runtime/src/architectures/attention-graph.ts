import { dequantise } from '../gguf/dequantise';
import { MICROSOFT, type GraphBuilder, type Real } from '../onnx/graph-builder';
import type { LinearKit } from '../onnx/linear';
import { rotaryTables } from './rotary';
import type { Product } from './architectures';
import { vector } from './graph-parts';
import { optionalTensor, type GgufModel } from './model';
import type { LayerAttention } from './model-config';

export interface GraphOptions {
  /** Default: weights in blocks. */
  readonly linear?: LinearKit;
  /** Positions that the graph has rotary tables for. */
  readonly positions: number;
  /** Whether the graph may have operators that onnxruntime's WebGPU alone has. Default false. */
  readonly gpuOnly?: boolean;
  /** Activations and cache in 16 bits; the embedding and the head are in 32 either way. Default 'float'. */
  readonly real?: Real;
}

/** Builds a layer's attention; `project` multiplies its normed input by some of its matrices. */
type AttentionBuilder = (layer: number, project: (products: readonly Product[]) => string) => string;

/**
 * Attention over a cache that past and present share. GroupQueryAttention rotates by itself, so that queries, keys and
 * values may come in one piece; but it reads its cosines and sines at a row's slot, whatever its position. So its tables
 * are gathered anew in each pass, one row a slot.
 */
export function attentionBuilder(
  graph: GraphBuilder,
  model: GgufModel,
  options: GraphOptions,
): AttentionBuilder {
  const { heads, kvHeads, headSize, attentionScale, rmsEpsilon, attention } = model.config;
  const type = graph.real;
  const dims = [1, kvHeads, 'capacity', headSize];
  const biasOf = (name: string): string =>
    graph.toReal(graph.input({ name, type: 'float', dims: [1, 1, 'rows', 'total'] }));

  const positions = graph.input({ name: 'slot_positions', type: 'int32', dims: ['total'] });
  const everything = biasOf('attention_bias');
  const window = attention.some((layer) => layer.window !== null) ? biasOf('window_bias') : '';
  const lengths = graph.input({ name: 'seqlens_k', type: 'int32', dims: [1] });
  const total = graph.input({ name: 'total_length', type: 'int32', dims: [] });
  const tablesOf = slotTables(graph, model, options.positions, positions);

  /** Queries, keys and values, or all in the place of the first. */
  const parts = (i: number, packed: string): readonly [string, string, string] => {
    const gains = [`blk.${i}.attn_q_norm.weight`, `blk.${i}.attn_k_norm.weight`];
    if (gains.every((name) => !optionalTensor(model, name))) return [packed, '', ''];
    const width = kvHeads * headSize;
    const sizes = graph.integers([heads * headSize, width, width]);
    const names = [`query_${i}`, `key_${i}`, `value_${i}`];
    graph.multi('Split', [packed, sizes], names, { attributes: { axis: -1 } });
    const [query, key] = [heads, kvHeads].map((count, part) => {
      const norm = optionalTensor(model, gains[part]!);
      if (!norm) return names[part]!;
      const apart = graph.node('Reshape', [names[part]!, graph.integers([1, -1, count, headSize])]);
      const normed = graph.node('SimplifiedLayerNormalization', [apart, graph.toReal(vector(graph, norm))], {
        attributes: { axis: -1, epsilon: { float: rmsEpsilon } },
      });
      return graph.node('Reshape', [normed, graph.integers([1, -1, count * headSize])]);
    });
    return [query!, key!, names[2]!];
  };

  return (i, project) => {
    const { rotary, window: size } = attention[i]!;
    const [query, key, value] = parts(i, project(['attn_q', 'attn_k', 'attn_v']));
    const past = ['key', 'value'].map((kind) => graph.input({ name: `past_${kind}_${i}`, type, dims }));
    const present = ['key', 'value'].map((kind) => `present_${kind}_${i}`);
    for (const name of present) graph.output({ name, type, dims });
    const { cos, sin } = rotary ? tablesOf(rotary) : { cos: '', sin: '' };
    const bias = size === null ? everything : window;
    graph.multi(
      'GroupQueryAttention',
      [query, key, value, ...past, lengths, total, cos, sin, '', bias],
      [`attended_${i}`, ...present],
      {
        domain: MICROSOFT,
        attributes: {
          num_heads: heads,
          kv_num_heads: kvHeads,
          scale: { float: attentionScale },
          do_rotary: rotary ? 1 : 0,
        },
      },
    );
    return `attended_${i}`;
  };
}

type SlotTables = (rotary: NonNullable<LayerAttention['rotary']>) => {
  readonly cos: string;
  readonly sin: string;
};

/** Cosines and sines of the slots' positions, [total, headSize / 2]: gathered once for all layers that rotate alike. */
function slotTables(graph: GraphBuilder, model: GgufModel, count: number, positions: string): SlotTables {
  const { headSize } = model.config;
  const tensor = optionalTensor(model, 'rope_freqs.weight');
  const factors = tensor && dequantise(tensor);
  const made = new Map<string, ReturnType<SlotTables>>();
  return (rotary) => {
    const name = `rotary_${rotary.base}_${rotary.scale}`;
    const known = made.get(name);
    if (known) return known;
    const tables = rotaryTables(graph, { rotary, headSize, positions: count, factors }, name);
    const [cos, sin] = [tables.cos, tables.sin].map((table) =>
      graph.node('Gather', [table, positions], { attributes: { axis: 0 } }),
    );
    const gathered = { cos: cos!, sin: sin! };
    made.set(name, gathered);
    return gathered;
  };
}
