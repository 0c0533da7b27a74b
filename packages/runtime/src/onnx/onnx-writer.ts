import { PbfWriter } from 'pbf';

/** Element types of the ONNX format (onnx.proto, TensorProto.DataType). */
export const DataType = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7, float16: 10 } as const;
export type DataTypeName = keyof typeof DataType;

export interface OnnxTensor {
  readonly type: DataTypeName;
  readonly dims: readonly number[];
  readonly data: ArrayBufferView;
}

/** An attribute: an integer, a list of integers, a text, or a float as {float}. */
export type Attribute = number | readonly number[] | string | { readonly float: number };

export interface OnnxNode {
  readonly op: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A graph's input or output; a dimension is a number or the name of a free one. */
export interface OnnxValue {
  readonly name: string;
  readonly type: DataTypeName;
  readonly dims: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly nodes: readonly OnnxNode[];
  readonly initializers: ReadonlyMap<string, OnnxTensor>;
}

/** Bytes of a tensor kept outside of the model, under the name that the model refers to. */
export interface ExternalTensor {
  readonly path: string;
  readonly data: Uint8Array;
}

const IR_VERSION = 10;
const OPSETS = { '': 20, 'com.microsoft': 1 };
const EXTERNAL = 1;
/** Smaller tensors stay inside the model: a file each would cost more than it saves. */
const EXTERNAL_FROM_BYTES = 1024;

/**
 * Encodes a graph as an ONNX ModelProto (protobuf field numbers of onnx.proto).
 * @param external tensors of 1 KiB and more are returned beside the model, not in it
 */
export function encodeModel(
  graph: OnnxGraph,
  external: boolean,
): { model: Uint8Array; tensors: ExternalTensor[] } {
  const tensors: ExternalTensor[] = [];
  const out = new PbfWriter();
  out.writeVarintField(1, IR_VERSION);
  out.writeStringField(2, 'superposed');
  out.writeMessage(7, writeGraph, { graph, external: external ? tensors : null });
  for (const [domain, version] of Object.entries(OPSETS))
    out.writeMessage(8, writeOpset, { domain, version });
  return { model: out.finish(), tensors };
}

function writeOpset(opset: { domain: string; version: number }, out: PbfWriter): void {
  out.writeStringField(1, opset.domain);
  out.writeVarintField(2, opset.version);
}

function writeGraph(
  { graph, external }: { graph: OnnxGraph; external: ExternalTensor[] | null },
  out: PbfWriter,
): void {
  for (const node of graph.nodes) out.writeMessage(1, writeNode, node);
  out.writeStringField(2, 'decoder');
  for (const [name, tensor] of graph.initializers)
    out.writeMessage(5, writeTensor, { name, tensor, external });
  for (const value of graph.inputs) out.writeMessage(11, writeValue, value);
  for (const value of graph.outputs) out.writeMessage(12, writeValue, value);
}

function writeNode(node: OnnxNode, out: PbfWriter): void {
  for (const input of node.inputs) out.writeStringField(1, input);
  for (const output of node.outputs) out.writeStringField(2, output);
  out.writeStringField(3, node.outputs[0] ?? node.op);
  out.writeStringField(4, node.op);
  for (const [name, value] of Object.entries(node.attributes))
    out.writeMessage(5, writeAttribute, { name, value });
  out.writeStringField(7, node.domain);
}

function writeAttribute({ name, value }: { name: string; value: Attribute }, out: PbfWriter): void {
  out.writeStringField(1, name);
  if (typeof value === 'number') {
    out.writeVarintField(3, value);
    out.writeVarintField(20, 2);
  } else if (typeof value === 'string') {
    out.writeBytesField(4, new TextEncoder().encode(value));
    out.writeVarintField(20, 3);
  } else if ('float' in value) {
    out.writeFloatField(2, value.float);
    out.writeVarintField(20, 1);
  } else {
    for (const item of value) out.writeVarintField(8, item);
    out.writeVarintField(20, 7);
  }
}

function writeTensor(
  { name, tensor, external }: { name: string; tensor: OnnxTensor; external: ExternalTensor[] | null },
  out: PbfWriter,
): void {
  const data = new Uint8Array(tensor.data.buffer, tensor.data.byteOffset, tensor.data.byteLength);
  for (const dim of tensor.dims) out.writeVarintField(1, dim);
  out.writeVarintField(2, DataType[tensor.type]);
  out.writeStringField(8, name);
  if (external && data.byteLength >= EXTERNAL_FROM_BYTES) {
    external.push({ path: name, data });
    const location = { location: name, offset: '0', length: String(data.byteLength) };
    for (const entry of Object.entries(location)) out.writeMessage(13, writeEntry, entry);
    out.writeVarintField(14, EXTERNAL);
  } else {
    out.writeBytesField(9, data);
  }
}

function writeEntry([key, value]: [string, string], out: PbfWriter): void {
  out.writeStringField(1, key);
  out.writeStringField(2, value);
}

function writeValue(value: OnnxValue, out: PbfWriter): void {
  out.writeStringField(1, value.name);
  out.writeMessage(2, (v: OnnxValue, type) => type.writeMessage(1, writeTensorType, v), value);
}

function writeTensorType(value: OnnxValue, out: PbfWriter): void {
  out.writeVarintField(1, DataType[value.type]);
  out.writeMessage(
    2,
    (dims: OnnxValue['dims'], shape) => {
      for (const dim of dims) shape.writeMessage(1, writeDim, dim);
    },
    value.dims,
  );
}

function writeDim(dim: number | string, out: PbfWriter): void {
  if (typeof dim === 'number') out.writeVarintField(1, dim);
  else out.writeStringField(2, dim);
}
