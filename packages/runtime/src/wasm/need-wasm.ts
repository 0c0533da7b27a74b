import { RuntimeError } from '../errors';

/** The smallest module: magic number and version. */
const EMPTY = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/**
 * Sees to it that WebAssembly may be compiled here: a content security policy leaves the object where it is, and only
 * refuses what is done with it.
 * @throws {RuntimeError} 'wasm-unavailable': the browser has none, or a policy forbids it
 */
export function needWasm(): void {
  try {
    new WebAssembly.Module(EMPTY);
  } catch (cause) {
    throw new RuntimeError(
      'wasm-unavailable',
      'WebAssembly is not allowed here, and the language model needs it. Switch it on in the browser; a content ' +
        "security policy, of the page or of the worker's file, has to have 'wasm-unsafe-eval' in its script-src.",
      { cause },
    );
  }
}
