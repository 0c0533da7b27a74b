import { dequantise } from '../gguf/dequantise';
import { MICROSOFT, type GraphBuilder, type Real } from '../onnx/graph-builder';
import type { LinearKit } from '../onnx/linear';
import { DataType } from '../onnx/onnx-writer';
import { rotaryTables } from './rotary';
import { ARCHITECTURES, type Product } from './architectures';
import { vector } from './graph-parts';
import { optionalTensor, requiredTensor, type GgufModel } from './model';
import type { LayerAttention } from './model-config';

export interface GraphOptions {
  readonly linear: LinearKit;
  /** Positions that the graph has rotary tables for. */
  readonly positions: number;
  /**
   * `append`: past keys and values come in token by token, [1, past, kvHeads · headSize], and only the new rows'
   * go out; the caller keeps the cache. `shared`: past and present are one buffer of fixed size,
   * [1, kvHeads, capacity, headSize], which the graph updates in place.
   */
  readonly cache: 'append' | 'shared';
  /** Activations and a shared cache in 16 bits; the embedding and the head are in 32 either way. Default 'float'. */
  readonly real?: Real;
}

/** Builds a layer's attention; `project` multiplies its normed input by some of its matrices. */
type AttentionBuilder = (layer: number, project: (products: readonly Product[]) => string) => string;

export function attentionBuilder(
  graph: GraphBuilder,
  model: GgufModel,
  options: GraphOptions,
): AttentionBuilder {
  const { heads, kvHeads, headSize, attentionScale, rmsEpsilon, attention } = model.config;
  const shared = options.cache === 'shared';
  const width = kvHeads * headSize;
  const pastDims = shared ? [1, kvHeads, 'capacity', headSize] : [1, 'past', width];
  const cacheType = shared ? graph.real : 'float';
  const presentDims = shared ? pastDims : [1, 'rows', width];
  const biasOf = (name: string): string =>
    graph.toReal(graph.input({ name, type: 'float', dims: [1, 1, 'rows', 'total'] }));

  const positions = graph.input({ name: 'position_ids', type: 'int64', dims: [1, 'rows'] });
  const everything = biasOf('attention_bias');
  const window = attention.some((layer) => layer.window !== null) ? biasOf('window_bias') : '';
  const lengths = graph.input({ name: 'seqlens_k', type: 'int32', dims: [1] });
  const total = graph.input({ name: 'total_length', type: 'int32', dims: [] });
  const sizes = graph.integers([heads * headSize, width, width]);

  const rotate = rotator(graph, model, options.positions, positions);
  /** Each head of x normed, where the layer has gains for it. */
  const normHeads = (x: string, count: number, gains: string): string => {
    if (!optionalTensor(model, gains)) return x;
    const split = graph.node('Reshape', [x, graph.integers([1, -1, count, headSize])]);
    const normed = graph.node(
      'SimplifiedLayerNormalization',
      [split, graph.toReal(vector(graph, requiredTensor(model, gains)))],
      { attributes: { axis: -1, epsilon: { float: rmsEpsilon } } },
    );
    return graph.node('Reshape', [normed, graph.integers([1, -1, count * headSize])]);
  };
  const past = (name: string): string => {
    const value = graph.input({ name, type: cacheType, dims: pastDims });
    if (shared) return value;
    const split = graph.node('Reshape', [graph.toReal(value), graph.integers([1, -1, kvHeads, headSize])]);
    return graph.node('Transpose', [split], { attributes: { perm: [0, 2, 1, 3] } });
  };

  return (i, project) => {
    const { rotary, window: size } = attention[i]!;
    const present = { key: `present_key_${i}`, value: `present_value_${i}` };
    const value = `value_${i}`;
    const parts = [`query_${i}`, `key_${i}`, value];
    graph.multi('Split', [project(['attn_q', 'attn_k', 'attn_v']), sizes], parts, {
      attributes: { axis: -1 },
    });
    const query = rotate(normHeads(`query_${i}`, heads, `blk.${i}.attn_q_norm.weight`), heads, rotary);
    const key = rotate(normHeads(`key_${i}`, kvHeads, `blk.${i}.attn_k_norm.weight`), kvHeads, rotary);
    if (!shared) {
      const attributes = { to: DataType.float };
      graph.node('Cast', [key], { name: present.key, attributes });
      graph.node('Cast', [value], { name: present.value, attributes });
    }
    const [pastKey, pastValue] = [past(`past_key_${i}`), past(`past_value_${i}`)];
    for (const name of Object.values(present)) graph.output({ name, type: cacheType, dims: presentDims });
    const outputs = [
      `attended_${i}`,
      shared ? present.key : `all_keys_${i}`,
      shared ? present.value : `all_values_${i}`,
    ];
    const bias = size === null ? everything : window;
    graph.multi(
      'GroupQueryAttention',
      [query, key, value, pastKey, pastValue, lengths, total, '', '', '', bias],
      outputs,
      {
        domain: MICROSOFT,
        attributes: {
          num_heads: heads,
          kv_num_heads: kvHeads,
          scale: { float: attentionScale },
          do_rotary: 0,
        },
      },
    );
    return `attended_${i}`;
  };
}

type Rotate = (x: string, heads: number, rotary: LayerAttention['rotary']) => string;

/** GroupQueryAttention's own rotary ignores position_ids on WebGPU, so rotation is a node of its own. */
function rotator(graph: GraphBuilder, model: GgufModel, count: number, positions: string): Rotate {
  const { headSize, architecture } = model.config;
  const interleaved = ARCHITECTURES[architecture].rotary === 'neighbours' ? 1 : 0;
  const tensor = optionalTensor(model, 'rope_freqs.weight');
  const factors = tensor && dequantise(tensor);
  return (x, heads, rotary) => {
    if (!rotary) return x;
    const options = { rotary, headSize, positions: count, factors };
    const { cos, sin } = rotaryTables(graph, options, `rotary_${rotary.base}_${rotary.scale}`);
    return graph.node('RotaryEmbedding', [x, positions, cos, sin], {
      domain: MICROSOFT,
      attributes: { interleaved, num_heads: heads, rotary_embedding_dim: headSize },
    });
  };
}
