// onnxruntime-web's module with one more setting, that of how many dispatches wait for one submit: its WebGPU provider
// reads it when it is added to a session, before what a page can set is set. It lies beside that module.

const MODULE = './ort-wasm-simd-threaded.asyncify.mjs';

/** Dispatches that are handed to the GPU at once, at most 4,096; by default 16. A pass has some hundreds. */
const SETTING = ['ep.webgpuexecutionprovider.maxNumPendingDispatches', '4096'];

/** @returns {Promise<object>} the module, once it has started */
export default async function start(options) {
  const { default: startModule } = await import(new URL(MODULE, import.meta.url).href);
  const ort = await startModule(options);
  const append = ort._OrtAppendExecutionProvider;
  ort._OrtAppendExecutionProvider = (session, ...provider) => {
    const [key, value] = SETTING.map((text) => write(ort, text));
    ort._OrtAddSessionConfigEntry(session, key, value);
    for (const text of [key, value]) ort._free(text);
    return append(session, ...provider);
  };
  return ort;
}

/** A text in the module's memory. */
function write(ort, text) {
  const size = ort.lengthBytesUTF8(text) + 1;
  const at = ort._malloc(size);
  ort.stringToUTF8(text, at, size);
  return at;
}
