const GZIP = [0x1f, 0x8b];

/**
 * onnxruntime-web's WebAssembly. A static build keeps it gzipped under its own name: it is a quarter of the size, some
 * hosts take no file as large as it is otherwise, and not all compress what they send.
 * @throws an Error that names the address and the HTTP status
 */
export async function fetchOrtBinary(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} could not be loaded (HTTP status ${response.status})`);
  const bytes = await response.arrayBuffer();
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first !== GZIP[0] || second !== GZIP[1]) return bytes;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}
