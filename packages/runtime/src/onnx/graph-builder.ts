import {
  DataType,
  type Attribute,
  type OnnxGraph,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from './onnx-writer';

/** Element type of a graph's activations and of its cache. */
export type Real = 'float' | 'float16';

export const MICROSOFT = 'com.microsoft';

interface NodeOptions {
  /** Name of the output; made up where left out. */
  readonly name?: string;
  readonly domain?: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** Collects an ONNX graph node by node; values are referred to by name. */
export class GraphBuilder implements OnnxGraph {
  readonly inputs: OnnxValue[] = [];
  readonly outputs: OnnxValue[] = [];
  readonly nodes: OnnxNode[] = [];
  readonly initializers = new Map<string, OnnxTensor>();
  private readonly casts = new Map<string, string>();

  /** @param real type of activations, keys and values; constants and inputs are given in 32 bits in either case */
  constructor(readonly real: Real = 'float') {}

  input(value: OnnxValue): string {
    this.inputs.push(value);
    return value.name;
  }

  /** Declares a value that a node made as one of the graph's outputs. */
  output(value: OnnxValue): void {
    this.outputs.push(value);
  }

  /** A node with one output. Empty input names stand for inputs left out. */
  node(op: string, inputs: readonly string[], options: NodeOptions = {}): string {
    const name = options.name ?? this.freshName(op);
    this.push(op, inputs, [name], options);
    return name;
  }

  /** A node with several outputs, given by name. */
  multi(op: string, inputs: readonly string[], outputs: readonly string[], options: NodeOptions = {}): void {
    this.push(op, inputs, outputs, options);
  }

  /** Adds a named tensor once; a second call with the same name returns the first. */
  constant(name: string, make: () => OnnxTensor): string {
    if (!this.initializers.has(name)) this.initializers.set(name, make());
    return name;
  }

  /** A value of 32 bits as one of the graph's own type. A constant is cast once, when the session is made. */
  toReal(value: string): string {
    return this.real === 'float' ? value : this.cast(value, 'float16');
  }

  /** A value of the graph's own type with 32 bits. */
  toFloat(value: string): string {
    return this.real === 'float' ? value : this.cast(value, 'float');
  }

  /** A small vector of int64, as shapes and axes are given. */
  integers(values: readonly number[]): string {
    return this.constant(`int64[${values.join()}]`, () => ({
      type: 'int64',
      dims: [values.length],
      data: BigInt64Array.from(values, BigInt),
    }));
  }

  /** A float scalar. */
  scalar(value: number): string {
    return this.constant(`float(${value})`, () => ({
      type: 'float',
      dims: [],
      data: Float32Array.of(value),
    }));
  }

  private push(
    op: string,
    inputs: readonly string[],
    outputs: readonly string[],
    options: NodeOptions,
  ): void {
    this.nodes.push({
      op,
      inputs,
      outputs,
      domain: options.domain ?? '',
      attributes: options.attributes ?? {},
    });
  }

  private cast(value: string, to: Real): string {
    const known = this.casts.get(value);
    if (known) return known;
    const made = this.node('Cast', [value], { attributes: { to: DataType[to] } });
    this.casts.set(value, made);
    return made;
  }

  private freshName(op: string): string {
    return `${op}_${this.nodes.length}`;
  }
}
