import type { Tensor, TensorConstructor } from 'onnxruntime-common';
import type { ModelConfig } from '../architectures/model-config';
import type { Real } from '../onnx/graph-builder';
import type { KvCache } from './graph-model';

/** Keys and values in host memory, which the graph reads and updates in place. */
export class HostCache implements KvCache {
  readonly past: Record<string, Tensor> = {};
  readonly present: Record<string, Tensor> = {};

  constructor(
    Tensor: TensorConstructor,
    config: Pick<ModelConfig, 'layers' | 'kvHeads' | 'headSize'>,
    readonly capacity: number,
    real: Real,
  ) {
    const dims = [1, config.kvHeads, capacity, config.headSize];
    const size = dims.reduce((a, b) => a * b);
    for (let i = 0; i < config.layers; i++) {
      for (const kind of ['key', 'value']) {
        const tensor =
          real === 'float16'
            ? new Tensor('float16', new Uint16Array(size), dims)
            : new Tensor('float32', new Float32Array(size), dims);
        this.past[`past_${kind}_${i}`] = tensor;
        this.present[`present_${kind}_${i}`] = tensor;
      }
    }
  }

  dispose(): void {
    // Nothing but memory.
  }
}
