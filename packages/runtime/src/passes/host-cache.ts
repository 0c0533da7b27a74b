import type { InferenceSession, Tensor, TensorConstructor } from 'onnxruntime-common';
import type { KvCache } from './graph-model';
import type { ModelConfig } from '../architectures/model-config';

/**
 * Keys and values in host memory, token by token, so that a past of any length is one contiguous view
 * and truncation costs nothing.
 */
export class HostCache implements KvCache {
  private readonly width: number;
  private readonly buffers = new Map<string, Float32Array>();

  constructor(
    private readonly Tensor: TensorConstructor,
    config: Pick<ModelConfig, 'layers' | 'kvHeads' | 'headSize'>,
    readonly capacity: number,
  ) {
    this.width = config.kvHeads * config.headSize;
    for (let i = 0; i < config.layers; i++) {
      for (const kind of ['key', 'value']) {
        this.buffers.set(`${kind}_${i}`, new Float32Array(capacity * this.width));
      }
    }
  }

  feeds(length: number): Record<string, Tensor> {
    const feeds: Record<string, Tensor> = {};
    for (const [name, buffer] of this.buffers) {
      feeds[`past_${name}`] = new this.Tensor('float32', buffer.subarray(0, length * this.width), [
        1,
        length,
        this.width,
      ]);
    }
    return feeds;
  }

  fetches(): Record<string, null> {
    return Object.fromEntries([...this.buffers.keys()].map((name) => [`present_${name}`, null]));
  }

  append(results: InferenceSession.ReturnType, length: number): void {
    for (const [name, buffer] of this.buffers) {
      buffer.set(results[`present_${name}`]?.data as Float32Array, length * this.width);
    }
  }

  dispose(): void {
    this.buffers.clear();
  }
}
