import { MAX_TOP_M } from '@superposed/decoding';
import { GraphBuilder, MICROSOFT } from '../onnx/graph-builder';
import { blockKit, gatedUnit } from '../onnx/linear-blocks';
import { ARCHITECTURES } from './architectures';
import { attentionBuilder, type GraphOptions } from './attention-graph';
import { layerProducts, vector, type Project } from './graph-parts';
import { optionalTensor, requiredTensor, type GgufModel } from './model';
import { GROUP, roundOutput, topCount, topRounds } from './top-tokens';

/** Less than any logit. */
const LEAST = -3e38;

/**
 * Builds the decoder as one graph for prompts, superposed steps, branched steps and scoring passes. Slots are those of a
 * cache of fixed size, which the graph updates in place.
 *
 * Inputs: token_ids int32 [rows, mix], weights float [rows, mix], slot_positions int32 [total] (of the slots up to the
 * last row's), attention_bias float [1, 1, rows, total] (0 where a row sees a slot, large and negative where not),
 * window_bias, the same for layers that see the last positions only, where the model has some,
 * seqlens_k int32 [1] (total − 1), total_length int32 scalar, scored int32 [n] (rows to score),
 * targets int32 [1, n, t], past_key_i and past_value_i [1, kvHeads, capacity, headSize].
 * Outputs: top_ids int64 (places among the last round's values) and top_logits float [1, n, top], top_places_i int64
 * of each round before it (top-tokens.ts), log_partition float [1, n, 1],
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
  /** What a branch adds to the residual stream: y, normed where the architecture says so. */
  const branch = (y: string, branchNorm: string): string => {
    const own = optionalTensor(model, branchNorm);
    const normed = own ? graph.node('SimplifiedLayerNormalization', [y, gain(branchNorm)], norm) : y;
    return scaled(normed, config.residualScale);
  };
  /** residual += y; x = norm(residual), in one operator. */
  const addAndNorm = (y: string, gains: string): void => {
    const name = `residual_${graph.nodes.length}`;
    const outputs = [`${name}.normed`, '', '', name];
    graph.multi('SkipSimplifiedLayerNormalization', [y, residual, gains], outputs, skipNorm);
    [x, residual] = [`${name}.normed`, name];
  };
  /** The same, and the gated unit of the norm: in one operator, or in several. */
  const addAndGate = (y: string, gains: string, i: number, project: Project): string => {
    const named = (part: string) => requiredTensor(model, `blk.${i}.ffn_${part}.weight`);
    const plain = ['gate', 'up'].every((part) => !optionalTensor(model, `blk.${i}.ffn_${part}.bias`));
    if (options.gpuOnly && activation === 'silu' && plain) {
      const input = { x: y, residual, gains, epsilon: config.rmsEpsilon };
      const outputs = [`hidden_${i}`, `residual_${i}.ffn`] as const;
      if (gatedUnit(graph, input, [named('gate'), named('up')], outputs)) {
        residual = outputs[1];
        return outputs[0];
      }
    }
    addAndNorm(y, gains);
    const gate = activate(graph, project(x, ['ffn_gate']), activation);
    return graph.node('Mul', [gate, project(x, ['ffn_up'])]);
  };
  // Logits are linear in the last norm's gains.
  const lastGains = graph.toReal(
    vector(graph, requiredTensor(model, 'output_norm.weight'), config.logitScale),
  );

  for (let i = 0; i < config.layers; i++) {
    const project = layerProducts(graph, model, linear, i);
    const attended = attention(i, (products) => project(x, products));
    const mixed = branch(project(attended, ['attn_output']), `blk.${i}.post_attention_norm.weight`);
    const hidden = addAndGate(mixed, gain(`blk.${i}.ffn_norm.weight`), i, project);
    const next = i + 1 < config.layers ? gain(`blk.${i + 1}.attn_norm.weight`) : lastGains;
    addAndNorm(branch(project(hidden, ['ffn_down']), `blk.${i}.post_ffw_norm.weight`), next);
  }

  const rows = graph.node('Gather', [x, scored], { attributes: { axis: 1 } });
  const headWeight = optionalTensor(model, 'output.weight') ?? embedding;
  const logits = linear.head(graph, graph.toFloat(rows), headWeight);
  scoreRows(graph, logits, targets, config.vocabularySize);
  return graph;
}

function activate(graph: GraphBuilder, gate: string, activation: 'silu' | 'gelu'): string {
  // FastGelu is the tanh form. QuickGelu with α = 1 is SiLU, in one operator.
  if (activation === 'gelu') return graph.node('FastGelu', [gate], { domain: MICROSOFT });
  return graph.node('QuickGelu', [gate], { domain: MICROSOFT, attributes: { alpha: { float: 1 } } });
}

/** Top logits, log partition and target logits of the scored rows. */
function scoreRows(graph: GraphBuilder, logits: string, targets: string, vocabularySize: number): void {
  const top = topCount(vocabularySize);
  const lastRound = bestOfGroups(graph, logits, vocabularySize);
  graph.multi('TopK', [lastRound, graph.integers([top])], ['top_logits', 'top_ids'], {
    attributes: { axis: -1 },
  });
  graph.node('ReduceLogSumExp', [logits, graph.integers([-1])], { name: 'log_partition' });
  graph.node('GatherElements', [logits, targets], { name: 'target_logits', attributes: { axis: -1 } });
  graph.output({ name: 'top_ids', type: 'int64', dims: [1, 'n', top] });
  graph.output({ name: 'top_logits', type: 'float', dims: [1, 'n', top] });
  graph.output({ name: 'log_partition', type: 'float', dims: [1, 'n', 1] });
  graph.output({ name: 'target_logits', type: 'float', dims: [1, 'n', 't'] });
}

/** The rounds of topRounds: values that fit into one group, [1, n, values]; where they come from goes out. */
function bestOfGroups(graph: GraphBuilder, logits: string, vocabularySize: number): string {
  let values = logits;
  topRounds(vocabularySize).forEach((groups, round) => {
    const missing = round === 0 ? groups * GROUP - vocabularySize : 0;
    if (missing > 0)
      values = graph.node('Pad', [values, graph.integers([0, 0, 0, 0, 0, missing]), graph.scalar(LEAST)]);
    const grouped = graph.node('Reshape', [values, graph.integers([1, -1, groups, GROUP])]);
    const [best, places] = [`top_values_${round}`, roundOutput(round)];
    graph.multi('TopK', [grouped, graph.integers([MAX_TOP_M])], [best, places], { attributes: { axis: -1 } });
    graph.output({ name: places, type: 'int64', dims: [1, 'n', groups, MAX_TOP_M] });
    values = graph.node('Reshape', [best, graph.integers([1, -1, groups * MAX_TOP_M])]);
  });
  return values;
}
