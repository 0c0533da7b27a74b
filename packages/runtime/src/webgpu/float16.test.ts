import type { LanguageModel } from '@superposed/decoding';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Real } from '../onnx/graph-builder';
import { hasFloat16, startInFloat16 } from './float16';

afterEach(() => vi.unstubAllGlobals());

/** A model whose passes give these logits; `failure`: they fail with it. */
function fakeModel(real: Real, logits: readonly number[], failure?: Error) {
  return {
    real,
    vocabularySize: 10,
    contextLength: 64,
    cacheLength: 0,
    forward: vi.fn(() => {
      if (failure) return Promise.reject(failure);
      return Promise.resolve([
        { ids: Int32Array.of(1, 2), logits: Float32Array.from(logits), logPartition: 3 },
      ]);
    }),
    truncate: vi.fn(),
    dispose: vi.fn(() => Promise.resolve()),
  } satisfies LanguageModel & { real: Real };
}

describe('startInFloat16', () => {
  it('keeps a model of 16 bits whose logits are numbers, with an empty cache', async () => {
    const half = fakeModel('float16', [2, 1]);
    expect(await startInFloat16(() => Promise.resolve(half), true)).toBe(half);
    expect(half.truncate).toHaveBeenLastCalledWith(0);
    expect(half.dispose).not.toHaveBeenCalled();
  });

  it('never tries 16 bits where the adapter lacks them', async () => {
    const start = vi.fn((real: Real) => Promise.resolve(fakeModel(real, [NaN])));
    expect((await startInFloat16(start, false)).real).toBe('float');
    expect(start.mock.calls).toEqual([['float']]);
  });

  it.each([
    ['not a number', fakeModel('float16', [NaN, 1])],
    ['infinite', fakeModel('float16', [Infinity, 1])],
    ['an error', fakeModel('float16', [2, 1], new Error('shader'))],
  ])('goes to 32 bits where 16 give %s, and frees the first model', async (_, half) => {
    const start = (real: Real) => Promise.resolve(real === 'float16' ? half : fakeModel(real, [2, 1]));
    expect((await startInFloat16(start, true)).real).toBe('float');
    expect(half.dispose).toHaveBeenCalledOnce();
  });

  it('goes to 32 bits where 16 can not be started, whose own error is the caller’s', async () => {
    const start = (real: Real) =>
      real === 'float16' ? Promise.reject(new Error('16')) : Promise.resolve(fakeModel(real, [2, 1]));
    expect((await startInFloat16(start, true)).real).toBe('float');
    const none = (real: Real) => Promise.reject<LanguageModel>(new Error(real));
    await expect(startInFloat16(none, true)).rejects.toThrow(/^float$/);
  });
});

describe('hasFloat16', () => {
  it.each([
    [true, { requestAdapter: () => Promise.resolve({ features: new Set(['shader-f16']) }) }],
    [false, { requestAdapter: () => Promise.resolve({ features: new Set() }) }],
    [false, { requestAdapter: () => Promise.resolve(null) }],
    [false, { requestAdapter: () => Promise.reject(new Error('lost')) }],
    [false, undefined],
  ])('is %s for an adapter of this kind', async (expected, gpu) => {
    vi.stubGlobal('navigator', { gpu });
    expect(await hasFloat16()).toBe(expected);
  });
});
