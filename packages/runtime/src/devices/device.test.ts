import { afterEach, describe, expect, it, vi } from 'vitest';
import { chooseDevice } from './device';

afterEach(() => vi.unstubAllGlobals());

const withAdapter = (adapter: unknown): void => {
  vi.stubGlobal('navigator', { gpu: { requestAdapter: () => Promise.resolve(adapter) } });
};

const SMALL = 1e8;

describe('chooseDevice', () => {
  it('begins on WASM and names a real adapter as its rival', async () => {
    withAdapter({ info: { isFallbackAdapter: false, vendor: 'v', description: 'Card 9' } });
    expect(await chooseDevice('auto', SMALL)).toMatchObject({
      device: 'wasm',
      rival: { name: 'graphics adapter Card 9', key: 'v///Card 9' },
    });
  });

  it('takes a real adapter at once for a large model', async () => {
    withAdapter({ info: { isFallbackAdapter: false, vendor: 'v' } });
    const { device, reason, rival } = await chooseDevice('auto', 2e9);
    expect([device, reason, rival]).toEqual([
      'webgpu',
      'graphics adapter v, since the model is large',
      undefined,
    ]);
  });

  it('has no rival where memory is short', async () => {
    vi.stubGlobal('navigator', {
      deviceMemory: 1,
      gpu: { requestAdapter: () => Promise.resolve({ info: { vendor: 'v' } }) },
    });
    expect(await chooseDevice('auto', SMALL)).toEqual({
      device: 'wasm',
      reason: 'memory is short for two devices',
    });
  });

  it.each([
    ['its info says so', { info: { isFallbackAdapter: true } }],
    ['the adapter itself says so', { info: {}, isFallbackAdapter: true }],
  ])('refuses a software adapter where %s', async (_, adapter) => {
    withAdapter(adapter);
    expect(await chooseDevice('auto', SMALL)).toEqual({
      device: 'wasm',
      reason: 'the only graphics adapter is a software one',
    });
  });

  it('goes to WASM without WebGPU, without an adapter, and where asking fails', async () => {
    vi.stubGlobal('navigator', {});
    expect((await chooseDevice('auto', SMALL)).device).toBe('wasm');
    withAdapter(null);
    expect((await chooseDevice('auto', SMALL)).reason).toBe('no graphics adapter answered');
    vi.stubGlobal('navigator', { gpu: { requestAdapter: () => Promise.reject(new Error('lost')) } });
    expect(await chooseDevice('auto', SMALL)).toMatchObject({ device: 'wasm' });
  });

  it('takes what is asked for by name, software adapter or not', async () => {
    withAdapter({ info: { isFallbackAdapter: true } });
    expect((await chooseDevice('webgpu', SMALL)).device).toBe('webgpu');
    expect((await chooseDevice('wasm', SMALL)).device).toBe('wasm');
  });
});
