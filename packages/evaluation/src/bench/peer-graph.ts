import { dequantise } from '@superposed/runtime/dequantise';
import { GraphBuilder, MICROSOFT } from '@superposed/runtime/graph-builder';
import type { OnnxTensor } from '@superposed/runtime/onnx-writer';
import { rotaryTables } from '@superposed/runtime/rotary';
import type { GgufModel, GgufTensor } from '@superposed/runtime';

/** ONNX's number for int32 in a Cast. */
const INT32 = 6;
/** Positions with rotary tables; the bench's prompts are far shorter. */
const POSITIONS = 2048;

/**
 * A llama model in the layout that transformers.js loads, at its default precision for WASM (q8): int8 weights with a
 * scale an output feature, activations quantised on the fly. Fused operators wherever onnxruntime has them, so that
 * the peer runs the best graph that its exporters make.
 *
 * Inputs: input_ids, attention_mask, position_ids int64 [batch, sequence], num_logits_to_keep int64 scalar,
 * past_key_values.N.key and .value float [batch, kvHeads, past, headSize].
 * Outputs: logits float [batch, kept, vocabulary], present.N.key and .value.
 */
export function buildPeerGraph(model: GgufModel): GraphBuilder {
  const graph = new GraphBuilder();
  const { config } = model;
  const { heads, kvHeads, headSize, hidden } = config;
  const tensor = (name: string): GgufTensor => {
    const found = model.tensors.get(name);
    if (!found) throw new Error(`The model file lacks the tensor ${name}.`);
    return found;
  };
  const gain = (name: string): string =>
    graph.constant(name, () => ({ type: 'float', dims: [hidden], data: dequantise(tensor(name)) }));
  const norm = (x: string, name: string): string =>
    graph.node('SimplifiedLayerNormalization', [x, gain(name)], {
      attributes: { axis: -1, epsilon: { float: config.rmsEpsilon } },
    });
  const linear = (x: string, weight: GgufTensor): string => {
    const { codes, scales } = quantise(weight);
    const names = [`${weight.name}:codes`, `${weight.name}:scales`];
    const inputs = [graph.constant(names[0]!, () => codes), graph.constant(names[1]!, () => scales)];
    return graph.node('DynamicQuantizeMatMul', [x, ...inputs], { domain: MICROSOFT });
  };

  const tokens = ['batch_size', 'sequence_length'];
  const ids = graph.input({ name: 'input_ids', type: 'int64', dims: tokens });
  const mask = graph.input({
    name: 'attention_mask',
    type: 'int64',
    dims: ['batch_size', 'total_sequence_length'],
  });
  const positions = graph.input({ name: 'position_ids', type: 'int64', dims: tokens });
  const keep = graph.input({ name: 'num_logits_to_keep', type: 'int64', dims: [] });
  const toInt32 = (x: string): string => graph.node('Cast', [x], { attributes: { to: INT32 } });
  const count = graph.node('ReduceSum', [mask, graph.integers([1])], { attributes: { keepdims: 0 } });
  const lengths = toInt32(graph.node('Sub', [count, graph.integers([1])]));
  const axis = graph.constant('axis', () => ({ type: 'int64', dims: [], data: BigInt64Array.of(1n) }));
  const total = toInt32(graph.node('Gather', [graph.node('Shape', [mask]), axis]));
  const rotary = { base: config.ropeBase, scale: 1 };
  const { cos, sin } = rotaryTables(graph, { rotary, headSize, positions: POSITIONS, factors: null });

  const embedding = quantise(tensor('token_embd.weight'));
  const rows = graph.constant('embedding', () => transposed(embedding.codes));
  const looked = graph.node('Gather', [rows, ids]);
  const scales = graph.node('Gather', [graph.constant('embedding:scales', () => embedding.scales), ids]);
  const values = graph.node('Cast', [looked], { attributes: { to: 1 } });
  let x = graph.node('Mul', [values, graph.node('Unsqueeze', [scales, graph.integers([-1])])]);

  for (let layer = 0; layer < config.layers; layer++) {
    const weight = (name: string): GgufTensor => tensor(`blk.${layer}.${name}.weight`);
    const normed = norm(x, `blk.${layer}.attn_norm.weight`);
    const [query, key, value] = ['attn_q', 'attn_k', 'attn_v'].map((name) => linear(normed, weight(name)));
    const past = ['key', 'value'].map((part) =>
      graph.input({
        name: `past_key_values.${layer}.${part}`,
        type: 'float',
        dims: ['batch_size', kvHeads, 'past_sequence_length', headSize],
      }),
    );
    const present = ['key', 'value'].map((part) => `present.${layer}.${part}`);
    const attended = `attended.${layer}`;
    graph.multi(
      'GroupQueryAttention',
      [query!, key!, value!, ...past, lengths, total, cos, sin, positions],
      [attended, ...present],
      {
        domain: MICROSOFT,
        // ggml keeps llama's query and key weights for neighbouring pairs.
        attributes: { num_heads: heads, kv_num_heads: kvHeads, do_rotary: 1, rotary_interleaved: 1 },
      },
    );
    for (const name of present)
      graph.output({ name, type: 'float', dims: ['batch_size', kvHeads, 'total_sequence_length', headSize] });
    x = graph.node('Add', [x, linear(attended, weight('attn_output'))]);
    const inner = norm(x, `blk.${layer}.ffn_norm.weight`);
    const gate = graph.node('QuickGelu', [linear(inner, weight('ffn_gate'))], {
      domain: MICROSOFT,
      attributes: { alpha: { float: 1 } },
    });
    const up = linear(inner, weight('ffn_up'));
    x = graph.node('Add', [x, linear(graph.node('Mul', [gate, up]), weight('ffn_down'))]);
  }

  const from = graph.node('Reshape', [graph.node('Neg', [keep]), graph.integers([1])]);
  const end = graph.integers([Number.MAX_SAFE_INTEGER]);
  const last = graph.node('Slice', [norm(x, 'output_norm.weight'), from, end, graph.integers([1])]);
  const head = model.tensors.get('output.weight') ?? tensor('token_embd.weight');
  const logits = linear(last, head);
  graph.node('Identity', [logits], { name: 'logits' });
  graph.output({ name: 'logits', type: 'float', dims: ['batch_size', 'kept', config.vocabularySize] });
  return graph;
}

/** int8 codes [columns, rows] and a scale an output feature [rows], the rounding of onnxruntime's quantize_dynamic. */
export function quantise(weight: GgufTensor): { codes: OnnxTensor; scales: OnnxTensor } {
  const { rows, columns } = weight;
  const values = dequantise(weight);
  const codes = new Int8Array(rows * columns);
  const scales = new Float32Array(rows);
  for (let r = 0; r < rows; r++) {
    const row = values.subarray(r * columns, (r + 1) * columns);
    const scale = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127 || 1;
    scales[r] = scale;
    for (let c = 0; c < columns; c++) codes[c * rows + r] = Math.round(row[c]! / scale);
  }
  return {
    codes: { type: 'int8', dims: [columns, rows], data: codes },
    scales: { type: 'float', dims: [rows], data: scales },
  };
}

function transposed({ dims: [columns = 0, rows = 0], data }: OnnxTensor): OnnxTensor {
  const from = data as Int8Array;
  const to = new Int8Array(from.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) to[r * columns + c] = from[c * rows + r]!;
  return { type: 'int8', dims: [rows, columns], data: to };
}
