import { expect, it } from 'vitest';
import { countGpuWork } from './gpu-counter';

it('counts calls, whoever makes them, and lets them through', () => {
  const calls: string[] = [];
  const scope = {
    GPUComputePassEncoder: function () {} as unknown as new () => object,
    GPUQueue: function () {} as unknown as new () => object,
    GPUBuffer: class {
      size = 100;
    },
  };
  const add = (owner: { prototype: object }, name: string) =>
    Object.assign(owner.prototype, { [name]: () => calls.push(name) });
  add(scope.GPUComputePassEncoder, 'dispatchWorkgroups');
  add(scope.GPUComputePassEncoder, 'dispatchWorkgroupsIndirect');
  add(scope.GPUQueue, 'submit');
  add(scope.GPUQueue, 'writeBuffer');
  add(scope.GPUBuffer, 'mapAsync');
  const take = countGpuWork(scope);
  const pass = scope.GPUComputePassEncoder.prototype as unknown as Record<string, () => void>;
  const queue = new scope.GPUQueue() as unknown as Record<string, (...args: unknown[]) => void>;
  const buffer = new scope.GPUBuffer() as unknown as Record<string, (...args: unknown[]) => void>;
  pass['dispatchWorkgroups']!();
  pass['dispatchWorkgroupsIndirect']!();
  queue['submit']!([]);
  queue['writeBuffer']!(buffer, 0, new Uint8Array(7));
  queue['writeBuffer']!(buffer, 0, new Uint8Array(7), 0, 3);
  buffer['mapAsync']!(1);
  buffer['mapAsync']!(1, 0, 40);
  buffer['mapAsync']!(2);
  expect(take()).toEqual({ dispatches: 2, submits: 1, readBytes: 140, writtenBytes: 10 });
  expect(take()).toEqual({ dispatches: 0, submits: 0, readBytes: 0, writtenBytes: 0 });
  expect(calls).toHaveLength(8);
});
