import { afterEach, describe, expect, it, vi } from 'vitest';
import { RuntimeError } from '../errors';
import { parseGguf } from '../architectures/model';
import { tinyGguf } from '../gguf/tiny-gguf.fixture';
import { createWebModel } from './web';

afterEach(() => vi.unstubAllGlobals());

describe('createWebModel', () => {
  const Module = vi.fn(function refuse() {
    throw new Error('violates the following Content Security policy directive');
  });
  it.each([
    ['not there', undefined],
    ['forbidden', { Module }],
  ])('says what has to be allowed where WebAssembly is %s', async (_, wasm) => {
    const gguf = parseGguf(tinyGguf({ vocabularySize: 64 }));
    vi.stubGlobal('WebAssembly', wasm);
    await expect(createWebModel(gguf, { device: 'wasm', wasmPaths: '/ort/' })).rejects.toMatchObject({
      code: 'wasm-unavailable',
      message: expect.stringContaining("'wasm-unsafe-eval' in its script-src") as string,
    });
  });

  it('names a tensor that the file lacks', async () => {
    const gguf = parseGguf(tinyGguf({ vocabularySize: 64 }));
    const tensors = new Map(gguf.tensors);
    tensors.delete('blk.1.attn_k.weight');
    const error: unknown = await createWebModel(
      { ...gguf, tensors },
      { device: 'wasm', wasmPaths: '/ort/' },
    ).catch((reason: unknown) => reason);
    expect(error).not.toBeInstanceOf(RuntimeError);
    expect(error).toMatchObject({
      code: 'invalid-model',
      message: expect.stringContaining('blk.1.attn_k.weight') as string,
    });
  });
});
