export { chooseDevice, type Device, type DeviceChoice } from './devices/device';
export {
  RuntimeError,
  UnsupportedModelError,
  type RuntimeErrorCode,
  type UnsupportedModelCode,
} from './errors';
export { parseGguf, type GgufModel, type GgufTensor, type TensorType } from './gguf/gguf';
export type { ModelConfig } from './gguf/model-config';
export { createWebModel, type WebModelOptions } from './devices/web';
export type { WebModel } from './webgpu/web-session';
