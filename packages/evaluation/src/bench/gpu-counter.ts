/** What a pass asks of a GPU. */
export interface GpuWork {
  /** Compute shaders started. */
  readonly dispatches: number;
  /** Batches of commands handed to the queue. */
  readonly submits: number;
  /** Bytes mapped for reading. */
  readonly readBytes: number;
  /** Bytes written through the queue. */
  readonly writtenBytes: number;
}

type Method = (this: object, ...args: unknown[]) => unknown;

/**
 * Counts the WebGPU calls of this realm from now on, whoever makes them.
 * @param scope where the WebGPU classes are; for tests
 * @returns takes what was counted since the last call
 */
export function countGpuWork(scope: object = globalThis): () => GpuWork {
  const none = { dispatches: 0, submits: 0, readBytes: 0, writtenBytes: 0 };
  let counted = { ...none };
  const before = (owner: string, name: string, count: (self: object, args: unknown[]) => void): void => {
    const { prototype } = Reflect.get(scope, owner) as { prototype: Record<string, Method> };
    const original = prototype[name]!;
    prototype[name] = function (...args) {
      count(this, args);
      return original.apply(this, args);
    };
  };
  const dispatched = (): void => {
    counted.dispatches++;
  };
  before('GPUComputePassEncoder', 'dispatchWorkgroups', dispatched);
  before('GPUComputePassEncoder', 'dispatchWorkgroupsIndirect', dispatched);
  before('GPUQueue', 'submit', () => {
    counted.submits++;
  });
  before('GPUQueue', 'writeBuffer', (_, [, , data, , size]) => {
    counted.writtenBytes += typeof size === 'number' ? size : (data as ArrayBufferView).byteLength;
  });
  before('GPUBuffer', 'mapAsync', (self, [mode, offset = 0, size]) => {
    const { size: all } = self as { size: number };
    if (mode === 1) counted.readBytes += typeof size === 'number' ? size : all - (offset as number);
  });
  return () => {
    const taken = counted;
    counted = { ...none };
    return taken;
  };
}
