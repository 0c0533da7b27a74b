import { afterEach, describe, expect, it, vi } from 'vitest';
import { chooseDevice } from './device';

afterEach(() => vi.unstubAllGlobals());

const withAdapter = (adapter: unknown): void => {
  vi.stubGlobal('navigator', { gpu: { requestAdapter: () => Promise.resolve(adapter) } });
};

describe('chooseDevice', () => {
  it('takes a real adapter', async () => {
    withAdapter({ info: { isFallbackAdapter: false, description: 'Card 9' } });
    expect(await chooseDevice('auto')).toEqual({ device: 'webgpu', reason: 'graphics adapter Card 9' });
  });

  it.each([
    ['its info says so', { info: { isFallbackAdapter: true } }],
    ['the adapter itself says so', { info: {}, isFallbackAdapter: true }],
  ])('refuses a software adapter where %s', async (_, adapter) => {
    withAdapter(adapter);
    expect(await chooseDevice('auto')).toEqual({
      device: 'wasm',
      reason: 'the only graphics adapter is a software one',
    });
  });

  it('goes to WASM without WebGPU, without an adapter, and where asking fails', async () => {
    vi.stubGlobal('navigator', {});
    expect((await chooseDevice('auto')).device).toBe('wasm');
    withAdapter(null);
    expect((await chooseDevice('auto')).reason).toBe('no graphics adapter answered');
    vi.stubGlobal('navigator', { gpu: { requestAdapter: () => Promise.reject(new Error('lost')) } });
    expect((await chooseDevice('auto')).device).toBe('wasm');
  });

  it('takes what is asked for by name, software adapter or not', async () => {
    withAdapter({ info: { isFallbackAdapter: true } });
    expect((await chooseDevice('webgpu')).device).toBe('webgpu');
    expect((await chooseDevice('wasm')).device).toBe('wasm');
  });
});
