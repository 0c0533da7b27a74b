export { chooseDevice, type Device, type DeviceChoice, type Rival } from './devices/device';
export {
  RuntimeError,
  UnsupportedModelError,
  type RuntimeErrorCode,
  type UnsupportedModelCode,
} from './errors';
export { parseGguf, type GgufModel } from './architectures/model';
export type { ModelConfig } from './architectures/model-config';
export type { TensorType } from './gguf/block-types';
export type { GgufTensor } from './gguf/tensors';
export { createWebModel, type WebModelOptions } from './devices/web';
export type { WebModel } from './webgpu/web-session';
