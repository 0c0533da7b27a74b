/** Why a GGUF file can't be used. */
export type UnsupportedModelCode =
  | 'not-gguf'
  | 'split-file'
  | 'truncated'
  | 'unsupported-architecture'
  | 'unsupported-quantisation'
  | 'invalid-model';

/** A model file that this runtime can't run; the message says why and what would do. */
export class UnsupportedModelError extends Error {
  override readonly name = 'UnsupportedModelError';
  constructor(
    readonly code: UnsupportedModelCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Why a session can't be had on this device. */
export type RuntimeErrorCode = 'wasm-unavailable' | 'native-unavailable' | 'session-failed';

/** The device can't run the model; the message says why and what would do. */
export class RuntimeError extends Error {
  override readonly name = 'RuntimeError';
  constructor(
    readonly code: RuntimeErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
