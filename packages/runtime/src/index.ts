export { chooseDevice, type Device, type DeviceChoice } from './device';
export {
  RuntimeError,
  UnsupportedModelError,
  type RuntimeErrorCode,
  type UnsupportedModelCode,
} from './errors';
export { parseGguf, type GgufModel, type GgufTensor, type TensorType } from './gguf';
export type { ModelConfig } from './model-config';
export { createWebModel, type WebModelOptions } from './web';
export type { WebModel } from './web-session';
