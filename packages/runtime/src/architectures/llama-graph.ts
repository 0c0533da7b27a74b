import { MAX_TOP_M } from '@superposed/decoding';
import { dequantise } from '../gguf/dequantise';
import { UnsupportedModelError } from '../errors';
import type { GgufModel, GgufTensor } from '../gguf/gguf';
import { GraphBuilder, MICROSOFT, type Real } from '../onnx/graph-builder';
import type { LinearKit } from '../onnx/linear';
import { DataType } from '../onnx/onnx-writer';
import { rotaryTables } from './rotary';

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

/** How many of the best tokens the graph returns for a vocabulary of this size. */
export function topCount(vocabularySize: number): number {
  return Math.min(MAX_TOP_M, vocabularySize);
}

/**
 * Builds the decoder as one graph for prompts, superposed steps, branched steps and scoring passes.
 *
 * Inputs: token_ids int64 [rows, mix], weights float [rows, mix], position_ids int64 [1, rows],
 * attention_bias float [1, 1, rows, total] (0 where a row sees a slot, large and negative where not),
 * seqlens_k int32 [1] (total − 1), total_length int32 scalar, scored int64 [n] (rows to score),
 * targets int64 [1, n, t], past_key_i and past_value_i.
 * Outputs: top_ids int64 and top_logits float [1, n, top], log_partition float [1, n, 1],
 * target_logits float [1, n, t], present_key_i and present_value_i.
 */
export function buildLlamaGraph(model: GgufModel, options: GraphOptions): GraphBuilder {
  const graph = new GraphBuilder(options.real);
  const { config } = model;
  const { linear } = options;
  const tensor = (name: string): GgufTensor => {
    const found = model.tensors.get(name);
    if (!found) throw new UnsupportedModelError('invalid-model', `The model file lacks the tensor ${name}.`);
    return found;
  };
  const vector = (name: string): string =>
    graph.toReal(
      graph.constant(name, () => {
        const weight = tensor(name);
        return { type: 'float', dims: [weight.columns], data: dequantise(weight) };
      }),
    );

  const ids = graph.input({ name: 'token_ids', type: 'int64', dims: ['rows', 'mix'] });
  const weights = graph.input({ name: 'weights', type: 'float', dims: ['rows', 'mix'] });
  const scored = graph.input({ name: 'scored', type: 'int64', dims: ['n'] });
  const targets = graph.input({ name: 'targets', type: 'int64', dims: [1, 'n', 't'] });
  const attention = attentionBuilder(graph, model, options);

  const norm = { domain: '', attributes: { axis: -1, epsilon: { float: config.rmsEpsilon } } };
  const skipNorm = { domain: MICROSOFT, attributes: { epsilon: { float: config.rmsEpsilon } } };
  let residual = graph.toReal(linear.embed(graph, ids, weights, tensor('token_embd.weight')));
  let x = graph.node('SimplifiedLayerNormalization', [residual, vector('blk.0.attn_norm.weight')], norm);
  /** residual += y; x = norm(residual), in one operator. */
  const addAndNorm = (y: string, gain: string): void => {
    const name = `residual_${graph.nodes.length}`;
    const outputs = [`${name}.normed`, '', '', name];
    graph.multi('SkipSimplifiedLayerNormalization', [y, residual, vector(gain)], outputs, skipNorm);
    [x, residual] = [`${name}.normed`, name];
  };

  for (let i = 0; i < config.layers; i++) {
    const weight = (name: string): GgufTensor => tensor(`blk.${i}.${name}.weight`);
    const attended = attention(i, linear.prepare(graph, x), weight);
    const mixed = linear.project(graph, linear.prepare(graph, attended), [weight('attn_output')]);
    addAndNorm(mixed, `blk.${i}.ffn_norm.weight`);

    const both = linear.project(graph, linear.prepare(graph, x), [weight('ffn_gate'), weight('ffn_up')]);
    const [gate, up] = [`gate_${i}`, `up_${i}`];
    graph.multi('Split', [both], [gate, up], { attributes: { axis: -1, num_outputs: 2 } });
    // QuickGelu with α = 1 is SiLU, in one operator.
    const silu = graph.node('QuickGelu', [gate], { domain: MICROSOFT, attributes: { alpha: { float: 1 } } });
    const hidden = linear.prepare(graph, graph.node('Mul', [silu, up]));
    const down = linear.project(graph, hidden, [weight('ffn_down')]);
    addAndNorm(down, i + 1 < config.layers ? `blk.${i + 1}.attn_norm.weight` : 'output_norm.weight');
  }

  const rows = graph.node('Gather', [x, scored], { attributes: { axis: 1 } });
  const headWeight = model.tensors.get('output.weight') ?? tensor('token_embd.weight');
  scoreRows(
    graph,
    linear.head(graph, graph.toFloat(rows), headWeight),
    targets,
    topCount(config.vocabularySize),
  );
  return graph;
}

/** Top logits, log partition and target logits of the scored rows. */
function scoreRows(graph: GraphBuilder, logits: string, targets: string, top: number): void {
  graph.multi('TopK', [logits, graph.integers([top])], ['top_logits', 'top_ids'], {
    attributes: { axis: -1 },
  });
  graph.node('ReduceLogSumExp', [logits, graph.integers([-1])], { name: 'log_partition' });
  graph.node('GatherElements', [logits, targets], { name: 'target_logits', attributes: { axis: -1 } });
  graph.output({ name: 'top_ids', type: 'int64', dims: [1, 'n', top] });
  graph.output({ name: 'top_logits', type: 'float', dims: [1, 'n', top] });
  graph.output({ name: 'log_partition', type: 'float', dims: [1, 'n', 1] });
  graph.output({ name: 'target_logits', type: 'float', dims: [1, 'n', 't'] });
}

type AttentionBuilder = (
  layer: number,
  input: ReturnType<LinearKit['prepare']>,
  weight: (name: string) => GgufTensor,
) => string;

function attentionBuilder(graph: GraphBuilder, model: GgufModel, options: GraphOptions): AttentionBuilder {
  const { heads, kvHeads, headSize } = model.config;
  const { linear } = options;
  const shared = options.cache === 'shared';
  const width = kvHeads * headSize;
  const pastDims = shared ? [1, kvHeads, 'capacity', headSize] : [1, 'past', width];
  const cacheType = shared ? graph.real : 'float';
  const presentDims = shared ? pastDims : [1, 'rows', width];

  const positions = graph.input({ name: 'position_ids', type: 'int64', dims: [1, 'rows'] });
  const bias = graph.toReal(
    graph.input({ name: 'attention_bias', type: 'float', dims: [1, 1, 'rows', 'total'] }),
  );
  const lengths = graph.input({ name: 'seqlens_k', type: 'int32', dims: [1] });
  const total = graph.input({ name: 'total_length', type: 'int32', dims: [] });
  const { cos, sin } = rotaryTables(graph, model.config, options.positions);
  const sizes = graph.integers([heads * headSize, width, width]);

  // GroupQueryAttention's own rotary ignores position_ids on WebGPU, so rotation is a node of its own.
  const rotate = (x: string, count: number): string =>
    graph.node('RotaryEmbedding', [x, positions, cos, sin], {
      domain: MICROSOFT,
      // ggml stores llama's query and key weights for neighbouring pairs.
      attributes: { interleaved: 1, num_heads: count, rotary_embedding_dim: headSize },
    });
  const past = (name: string): string => {
    const value = graph.input({ name, type: cacheType, dims: pastDims });
    if (shared) return value;
    const split = graph.node('Reshape', [graph.toReal(value), graph.integers([1, -1, kvHeads, headSize])]);
    return graph.node('Transpose', [split], { attributes: { perm: [0, 2, 1, 3] } });
  };

  return (i, input, weight) => {
    const qkv = linear.project(graph, input, [weight('attn_q'), weight('attn_k'), weight('attn_v')]);
    const present = { key: `present_key_${i}`, value: `present_value_${i}` };
    const value = `value_${i}`;
    graph.multi('Split', [qkv, sizes], [`query_${i}`, `key_${i}`, value], { attributes: { axis: -1 } });
    const query = rotate(`query_${i}`, heads);
    const key = rotate(`key_${i}`, kvHeads);
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
    graph.multi(
      'GroupQueryAttention',
      [query, key, value, pastKey, pastValue, lengths, total, '', '', '', bias],
      outputs,
      {
        domain: MICROSOFT,
        attributes: {
          num_heads: heads,
          kv_num_heads: kvHeads,
          scale: { float: headSize ** -0.5 },
          do_rotary: 0,
        },
      },
    );
    return `attended_${i}`;
  };
}
