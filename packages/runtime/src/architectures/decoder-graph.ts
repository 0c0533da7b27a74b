import { MAX_TOP_M } from '@superposed/decoding';
import { GraphBuilder, MICROSOFT } from '../onnx/graph-builder';
import { blockKit } from '../onnx/linear-blocks';
import { ARCHITECTURES } from './architectures';
import { attentionBuilder, type GraphOptions } from './attention-graph';
import { layerProducts, vector } from './graph-parts';
import { optionalTensor, requiredTensor, type GgufModel } from './model';

/** How many of the best tokens the graph returns for a vocabulary of this size. */
export function topCount(vocabularySize: number): number {
  return Math.min(MAX_TOP_M, vocabularySize);
}

/**
 * Builds the decoder as one graph for prompts, superposed steps, branched steps and scoring passes. Slots are those of a
 * cache of fixed size, which the graph updates in place.
 *
 * Inputs: token_ids int32 [rows, mix], weights float [rows, mix], slot_positions int32 [total] (of the slots up to the
 * last row's), attention_bias float [1, 1, rows, total] (0 where a row sees a slot, large and negative where not),
 * window_bias, the same for layers that see the last positions only, where the model has some,
 * seqlens_k int32 [1] (total − 1), total_length int32 scalar, scored int32 [n] (rows to score),
 * targets int32 [1, n, t], past_key_i and past_value_i [1, kvHeads, capacity, headSize].
 * Outputs: top_ids int64 and top_logits float [1, n, top], log_partition float [1, n, 1],
 * target_logits float [1, n, t], present_key_i and present_value_i.
 */
export function buildDecoderGraph(model: GgufModel, options: GraphOptions): GraphBuilder {
  const graph = new GraphBuilder(options.real);
  const { config } = model;
  const { linear = blockKit } = options;
  const { activation } = ARCHITECTURES[config.architecture];

  const ids = graph.input({ name: 'token_ids', type: 'int32', dims: ['rows', 'mix'] });
  const weights = graph.input({ name: 'weights', type: 'float', dims: ['rows', 'mix'] });
  const scored = graph.input({ name: 'scored', type: 'int32', dims: ['n'] });
  const targets = graph.input({ name: 'targets', type: 'int32', dims: [1, 'n', 't'] });
  const attention = attentionBuilder(graph, model, options);

  const norm = { domain: '', attributes: { axis: -1, epsilon: { float: config.rmsEpsilon } } };
  const skipNorm = { domain: MICROSOFT, attributes: { epsilon: { float: config.rmsEpsilon } } };
  const scaled = (x: string, factor: number): string =>
    factor === 1 ? x : graph.node('Mul', [x, graph.toReal(graph.scalar(factor))]);
  const shares =
    config.embeddingScale === 1 ? weights : graph.node('Mul', [weights, graph.scalar(config.embeddingScale)]);
  const embedding = requiredTensor(model, 'token_embd.weight');
  let residual = graph.toReal(linear.embed(graph, ids, shares, embedding));
  const gain = (name: string): string => graph.toReal(vector(graph, requiredTensor(model, name)));
  let x = graph.node('SimplifiedLayerNormalization', [residual, gain('blk.0.attn_norm.weight')], norm);
  /** residual += y; x = norm(residual), in one operator. */
  const addAndNorm = (y: string, branchNorm: string, gains: string): void => {
    const own = optionalTensor(model, branchNorm);
    const normed = own ? graph.node('SimplifiedLayerNormalization', [y, gain(branchNorm)], norm) : y;
    const name = `residual_${graph.nodes.length}`;
    const outputs = [`${name}.normed`, '', '', name];
    const inputs = [scaled(normed, config.residualScale), residual, gains];
    graph.multi('SkipSimplifiedLayerNormalization', inputs, outputs, skipNorm);
    [x, residual] = [`${name}.normed`, name];
  };
  // Logits are linear in the last norm's gains.
  const lastGains = graph.toReal(
    vector(graph, requiredTensor(model, 'output_norm.weight'), config.logitScale),
  );

  for (let i = 0; i < config.layers; i++) {
    const project = layerProducts(graph, model, linear, i);
    const attended = attention(i, (products) => project(x, products));
    const mixed = project(attended, ['attn_output']);
    addAndNorm(mixed, `blk.${i}.post_attention_norm.weight`, gain(`blk.${i}.ffn_norm.weight`));

    const gate = activate(graph, project(x, ['ffn_gate']), activation);
    const hidden = graph.node('Mul', [gate, project(x, ['ffn_up'])]);
    const next = i + 1 < config.layers ? gain(`blk.${i + 1}.attn_norm.weight`) : lastGains;
    addAndNorm(project(hidden, ['ffn_down']), `blk.${i}.post_ffw_norm.weight`, next);
  }

  const rows = graph.node('Gather', [x, scored], { attributes: { axis: 1 } });
  const headWeight = optionalTensor(model, 'output.weight') ?? embedding;
  const logits = linear.head(graph, graph.toFloat(rows), headWeight);
  scoreRows(graph, logits, targets, topCount(config.vocabularySize));
  return graph;
}

/** SiLU is written out: so onnxruntime makes one operator of the norm, both products and the activation. */
function activate(graph: GraphBuilder, gate: string, activation: 'silu' | 'gelu'): string {
  // FastGelu is the tanh form.
  if (activation === 'gelu') return graph.node('FastGelu', [gate], { domain: MICROSOFT });
  return graph.node('Mul', [gate, graph.node('Sigmoid', [gate])]);
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
