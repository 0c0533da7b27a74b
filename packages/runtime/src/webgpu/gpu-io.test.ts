import { Tensor } from 'onnxruntime-common';
import { beforeEach, expect, it, vi } from 'vitest';
import { GpuIo } from './gpu-io';

/** Buffers of a device in host memory; copies happen at submit. */
class Buffer {
  readonly bytes: ArrayBuffer;
  destroyed = false;
  constructor(readonly size: number) {
    this.bytes = new ArrayBuffer(size);
  }
  mapAsync = () => Promise.resolve();
  getMappedRange = (from: number, size: number) => this.bytes.slice(from, from + size);
  unmap = () => undefined;
  destroy = () => void (this.destroyed = true);
}

function makeDevice() {
  const made: Buffer[] = [];
  const submit = vi.fn((lists: { copies: (() => void)[] }[]) =>
    lists.forEach(({ copies }) => copies.forEach((copy) => copy())),
  );
  const device = {
    createBuffer: ({ size }: { size: number }) => made[made.push(new Buffer(size)) - 1],
    createCommandEncoder: () => {
      const copies: (() => void)[] = [];
      return {
        copyBufferToBuffer: (from: Buffer, at: number, to: Buffer, start: number, size: number) =>
          copies.push(() => new Uint8Array(to.bytes, start, size).set(new Uint8Array(from.bytes, at, size))),
        finish: () => ({ copies }),
      };
    },
    queue: {
      submit,
      writeBuffer: (to: Buffer, at: number, data: Float32Array) =>
        new Uint8Array(to.bytes, at).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
    },
  };
  return { device: device as unknown as GPUDevice, made, submit };
}

beforeEach(() => {
  vi.stubGlobal('GPUBufferUsage', { STORAGE: 128, COPY_SRC: 4, COPY_DST: 8, MAP_READ: 1 });
  vi.stubGlobal('GPUMapMode', { READ: 1 });
});

const bufferOf = (tensor: Tensor): Buffer => tensor.gpuBuffer as unknown as Buffer;

it('writes inputs without a submit, into buffers that grow and are used again', () => {
  const { device, made, submit } = makeDevice();
  const io = new GpuIo(Tensor, device, new Set());
  const small = io.feed('weights', { type: 'float32', data: Float32Array.of(1, 2), dims: [2] });
  expect([...new Float32Array(bufferOf(small).bytes, 0, 2)]).toEqual([1, 2]);
  const again = io.feed('weights', { type: 'float32', data: Float32Array.of(3), dims: [1, 1] });
  expect(again.gpuBuffer).toBe(small.gpuBuffer);
  expect(again.dims).toEqual([1, 1]);
  io.feed('weights', { type: 'float32', data: new Float32Array(100), dims: [100] });
  expect(made.map(({ size, destroyed }) => [size, destroyed])).toEqual([
    [256, true],
    [512, false],
  ]);
  expect(submit).not.toHaveBeenCalled();
});

it('leaves inputs on the host that operators read there', () => {
  const { device, made } = makeDevice();
  const io = new GpuIo(Tensor, device, new Set(['total_length']));
  const tensor = io.feed('total_length', { type: 'int32', data: Int32Array.of(5), dims: [] });
  expect([tensor.location, tensor.data]).toEqual(['cpu', Int32Array.of(5)]);
  expect(made).toHaveLength(0);
});

it('reads all results by one submit', async () => {
  const { device, made, submit } = makeDevice();
  const io = new GpuIo(Tensor, device, new Set());
  const outputs = {
    logits: { type: 'float32', dims: [1, 3] },
    ids: { type: 'int64', dims: [1, 2] },
  } as const;
  new Float32Array(bufferOf(io.fetch('logits', outputs.logits)).bytes).set([1, 2, 3]);
  new BigInt64Array(bufferOf(io.fetch('ids', outputs.ids)).bytes).set([7n, 9n]);
  expect(await io.read({}, outputs)).toEqual({
    logits: Float32Array.of(1, 2, 3),
    ids: BigInt64Array.of(7n, 9n),
  });
  expect(submit).toHaveBeenCalledTimes(1);
  io.dispose();
  expect(made.every(({ destroyed }) => destroyed)).toBe(true);
});
