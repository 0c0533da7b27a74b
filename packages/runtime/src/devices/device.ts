import { findAdapter, gpuOf } from '../webgpu/adapter';

/** Where the model runs. */
export type Device = 'webgpu' | 'wasm';

export interface DeviceChoice {
  readonly device: Device;
  /** Why, in words for a person. */
  readonly reason: string;
}

/**
 * Chooses the device. `auto` takes WebGPU where a real adapter answers; software (fallback) adapters are refused,
 * since they run this model a hundred times slower than WASM. A device asked for by name is taken as it is.
 */
export async function chooseDevice(wanted: Device | 'auto'): Promise<DeviceChoice> {
  if (wanted !== 'auto') return { device: wanted, reason: `${wanted} was asked for` };
  const wasm = (reason: string): DeviceChoice => ({ device: 'wasm', reason });
  if (!gpuOf()) return wasm('this browser has no WebGPU');
  const adapter = await findAdapter();
  if (!adapter) return wasm('no graphics adapter answered');
  if (isFallback(adapter)) return wasm('the only graphics adapter is a software one');
  return {
    device: 'webgpu',
    reason: `graphics adapter ${adapter.info.description || adapter.info.vendor || 'found'}`,
  };
}

/** Software adapters say so in their info; older browsers said it on the adapter. */
function isFallback(adapter: GPUAdapter): boolean {
  const older = adapter as GPUAdapter & { readonly isFallbackAdapter?: boolean };
  return adapter.info.isFallbackAdapter || older.isFallbackAdapter === true;
}
