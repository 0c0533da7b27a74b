import type { Tensor, TensorConstructor } from 'onnxruntime-common';
import type { Real } from '../onnx/graph-builder';
import type { KvCache } from '../passes/graph-model';
import type { ModelConfig } from '../architectures/model-config';

/**
 * Keys and values in GPU buffers of fixed size that the graph reads and updates in place:
 * nothing is copied between passes, and truncation only forgets a length.
 */
export class GpuCache implements KvCache {
  private readonly buffers: GPUBuffer[] = [];
  readonly past: Record<string, Tensor> = {};
  readonly present: Record<string, Tensor> = {};

  constructor(
    Tensor: TensorConstructor,
    device: GPUDevice,
    config: Pick<ModelConfig, 'layers' | 'kvHeads' | 'headSize'>,
    readonly capacity: number,
    real: Real,
  ) {
    const [dataType, elementBytes] = real === 'float16' ? ([real, 2] as const) : (['float32', 4] as const);
    const dims = [1, config.kvHeads, capacity, config.headSize];
    for (let i = 0; i < config.layers; i++) {
      for (const kind of ['key', 'value']) {
        const buffer = device.createBuffer({
          size: dims.reduce((a, b) => a * b) * elementBytes,
          usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
        });
        this.buffers.push(buffer);
        const tensor = Tensor.fromGpuBuffer(buffer, { dataType, dims });
        this.past[`past_${kind}_${i}`] = tensor;
        this.present[`present_${kind}_${i}`] = tensor;
      }
    }
  }

  dispose(): void {
    for (const buffer of this.buffers) buffer.destroy();
  }
}
