import type { InferenceSession, Tensor, TensorConstructor } from 'onnxruntime-common';
import type { GraphIo, GraphResults, HostInput, HostOutput } from '../passes/graph-io';

/** Copies between buffers begin at multiples of 8 bytes here, since ids have so many. */
const ALIGNMENT = 8;
const SMALLEST = 256;
const BYTES = { int64: 8, int32: 4, float32: 4 };

/**
 * Inputs and results of a pass in GPU buffers of our own: onnxruntime hands over each copy of its own by a submit, and
 * so does this all copies of a pass by one. Buffers grow as they have to and are used again.
 */
export class GpuIo implements GraphIo {
  private readonly buffers = new Map<string, GPUBuffer>();

  /** @param onHost inputs that the graph's operators read on the processor */
  constructor(
    private readonly Tensor: TensorConstructor,
    private readonly device: GPUDevice,
    private readonly onHost: ReadonlySet<string>,
  ) {}

  feed(name: string, { type, data, dims }: HostInput): Tensor {
    if (this.onHost.has(name)) return new this.Tensor(type, data, dims);
    const buffer = this.buffer(name, data.byteLength, GPUBufferUsage.STORAGE);
    this.device.queue.writeBuffer(buffer, 0, data);
    return this.Tensor.fromGpuBuffer(buffer, { dataType: type, dims });
  }

  fetch(name: string, { type, dims }: HostOutput): Tensor {
    const buffer = this.buffer(name, bytesOf({ type, dims }), GPUBufferUsage.STORAGE);
    return this.Tensor.fromGpuBuffer(buffer, { dataType: type, dims });
  }

  async read(
    _: InferenceSession.ReturnType,
    outputs: Readonly<Record<string, HostOutput>>,
  ): Promise<GraphResults> {
    const entries = Object.entries(outputs);
    const starts: number[] = [];
    let size = 0;
    for (const [, output] of entries) {
      starts.push(size);
      size += Math.ceil(bytesOf(output) / ALIGNMENT) * ALIGNMENT;
    }
    const staging = this.buffer('results', size, GPUBufferUsage.MAP_READ);
    const encoder = this.device.createCommandEncoder();
    entries.forEach(([name, output], i) =>
      encoder.copyBufferToBuffer(this.buffers.get(name)!, 0, staging, starts[i]!, bytesOf(output)),
    );
    this.device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ, 0, size);
    const bytes = staging.getMappedRange(0, size).slice(0);
    staging.unmap();
    return Object.fromEntries(
      entries.map(([name, { type, dims }], i) => [name, viewOf(type, bytes, starts[i]!, countOf(dims))]),
    );
  }

  dispose(): void {
    for (const buffer of this.buffers.values()) buffer.destroy();
  }

  private buffer(name: string, bytes: number, usage: number): GPUBuffer {
    const known = this.buffers.get(name);
    if (known && known.size >= bytes) return known;
    known?.destroy();
    const made = this.device.createBuffer({
      size: Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(bytes))),
      usage:
        usage | GPUBufferUsage.COPY_DST | (usage === GPUBufferUsage.STORAGE ? GPUBufferUsage.COPY_SRC : 0),
    });
    this.buffers.set(name, made);
    return made;
  }
}

const countOf = (dims: readonly number[]): number => dims.reduce((a, b) => a * b, 1);
const bytesOf = ({ type, dims }: HostOutput): number => countOf(dims) * BYTES[type];

function viewOf(
  type: HostOutput['type'],
  bytes: ArrayBuffer,
  start: number,
  count: number,
): BigInt64Array | Float32Array {
  return type === 'int64' ? new BigInt64Array(bytes, start, count) : new Float32Array(bytes, start, count);
}
