/** The adapter that a session would take, if one answers. */
export async function findAdapter(): Promise<GPUAdapter | null> {
  const asked = gpuOf()?.requestAdapter({ powerPreference: 'high-performance' });
  return (await asked?.catch(() => null)) ?? null;
}

/** The browser's WebGPU, if it has one. */
export function gpuOf(): GPU | undefined {
  return (globalThis.navigator as Navigator | undefined)?.gpu;
}
