import { findAdapter, gpuOf } from '../webgpu/adapter';

/** Where the model runs. */
export type Device = 'webgpu' | 'wasm';

export interface DeviceChoice {
  readonly device: Device;
  /** Why, in words for a person. */
  readonly reason: string;
  /** A graphics adapter that may be faster than the device, where one answered; measuring tells. */
  readonly rival?: Rival;
}

export interface Rival {
  /** In words for a person. */
  readonly name: string;
  /** What tells it from other adapters. */
  readonly key: string;
}

/** A model of more bytes than this is not for WASM: a step would take half a second, and memory may not do. */
const MOST_ON_WASM = 1e9;
/** Bytes of memory that a model may take on a device with so much: a quarter. */
const SHARE = 4;
/** A model takes so many times its file while it is built beside another. */
const BUILDING = 3;

/**
 * Chooses the device. `auto` begins on WASM, and names a real adapter as its rival where one answers and memory allows
 * both; software (fallback) adapters are refused, since they run this model a hundred times slower. A large model goes
 * to a real adapter at once. A device asked for by name is taken as it is.
 * @param bytes of the model's file
 */
export async function chooseDevice(wanted: Device | 'auto', bytes: number): Promise<DeviceChoice> {
  if (wanted !== 'auto') return { device: wanted, reason: `${wanted} was asked for` };
  const wasm = (reason: string): DeviceChoice => ({ device: 'wasm', reason });
  if (!gpuOf()) return wasm('this browser has no WebGPU');
  const adapter = await findAdapter();
  if (!adapter) return wasm('no graphics adapter answered');
  if (isFallback(adapter)) return wasm('the only graphics adapter is a software one');
  const rival = rivalOf(adapter);
  if (bytes > MOST_ON_WASM) {
    return { device: 'webgpu', reason: `${rival.name}, since the model is large` };
  }
  // Chromium alone tells, and never more than a small number.
  const { deviceMemory = Infinity } = navigator as Navigator & { readonly deviceMemory?: number };
  if (BUILDING * bytes * SHARE > deviceMemory * 2 ** 30) return wasm('memory is short for two devices');
  return { device: 'wasm', reason: `WebAssembly, while ${rival.name} is not known to be faster`, rival };
}

function rivalOf({ info }: GPUAdapter): Rival {
  const { vendor, architecture, device, description } = info;
  return {
    name: `graphics adapter ${description || vendor || 'found'}`,
    key: [vendor, architecture, device, description].join('/'),
  };
}

/** Software adapters say so in their info; older browsers said it on the adapter. */
function isFallback(adapter: GPUAdapter): boolean {
  const older = adapter as GPUAdapter & { readonly isFallbackAdapter?: boolean };
  return adapter.info.isFallbackAdapter || older.isFallbackAdapter === true;
}
