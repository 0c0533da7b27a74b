import type { InferenceSession, Tensor, TensorConstructor } from 'onnxruntime-common';

/** What goes into a pass. */
export type HostInput = { readonly dims: readonly number[] } & (
  | { readonly type: 'int32'; readonly data: Int32Array<ArrayBuffer> }
  | { readonly type: 'float32'; readonly data: Float32Array<ArrayBuffer> }
);

/** Shape of what comes out. */
export interface HostOutput {
  readonly type: 'int64' | 'float32';
  readonly dims: readonly number[];
}

export type GraphResults = Readonly<Record<string, BigInt64Array | Float32Array>>;

/** How a session is given what goes into a pass, and gives what comes out. */
export interface GraphIo {
  feed(name: string, input: HostInput): Tensor;
  /** Where the session is to write a result; null: somewhere of its own. */
  fetch(name: string, output: HostOutput): Tensor | null;
  read(
    results: InferenceSession.ReturnType,
    outputs: Readonly<Record<string, HostOutput>>,
  ): Promise<GraphResults>;
  dispose(): void;
}

/** Inputs and results in host memory. */
export class HostIo implements GraphIo {
  constructor(private readonly Tensor: TensorConstructor) {}

  feed(_: string, { type, data, dims }: HostInput): Tensor {
    return new this.Tensor(type, data, dims);
  }

  fetch(): null {
    return null;
  }

  read(
    results: InferenceSession.ReturnType,
    outputs: Readonly<Record<string, HostOutput>>,
  ): Promise<GraphResults> {
    const names = Object.keys(outputs);
    return Promise.resolve(
      Object.fromEntries(names.map((name) => [name, results[name]?.data as BigInt64Array | Float32Array])),
    );
  }

  dispose(): void {
    // Nothing but memory.
  }
}
