const GZIP = [0x1f, 0x8b];

/** onnxruntime-web's build with WebGPU. */
const ORT = 'ort-wasm-simd-threaded.asyncify';
/** Our module around its own: it hands the whole of a pass to the GPU at once. */
const OURS = 'superposed-webgpu.mjs';

/**
 * onnxruntime-web's WebAssembly. A static build keeps it gzipped under its own name: it is a quarter of the size, some
 * hosts take no file as large as it is otherwise, and not all compress what they send.
 * @param folder ends in '/'
 * @throws an Error that names the address and the HTTP status
 */
export async function fetchOrtBinary(folder: string): Promise<ArrayBuffer> {
  const url = `${folder}${ORT}.wasm`;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} could not be loaded (HTTP status ${response.status})`);
  const bytes = await response.arrayBuffer();
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first !== GZIP[0] || second !== GZIP[1]) return bytes;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

/** Address of the module that starts it: ours, or its own in a folder from before there was ours. */
export async function ortModule(folder: string): Promise<string> {
  const ours = `${folder}${OURS}`;
  const response = await fetch(ours).catch(() => null);
  // A server may answer with a page for what isn't there.
  const isScript = response?.ok && response.headers.get('Content-Type')?.includes('javascript');
  return isScript ? ours : `${folder}${ORT}.mjs`;
}
