import type { LanguageModel } from '@superposed/decoding';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Clock, FAST_GPU, losable, ON_WASM, TimedModel } from '../beside/fake-models.fixture';
import { useStubbedAssets } from '../assets/assets.fixture';
import type { SessionParts } from '../drafting/session';
import * as scripted from '../drafting/session.fixture';
import { smallVocabulary } from '../testing';
import { createTokenizer } from '../text/tokenizer';
import type { Engine } from './engine';
import { improver } from './faster-engine';
import { engineOf, modelDrafts } from './host.fixture';

useStubbedAssets();
const clock = new Clock();
beforeEach(() => {
  vi.stubGlobal('location', { href: 'https://page.test/worker.js' });
  vi.stubGlobal('navigator', { userAgent: 'Browser 1' });
  vi.spyOn(performance, 'now').mockImplementation(clock.now);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const atOnce = <T>(work: (signal: AbortSignal) => Promise<T>) => work(new AbortController().signal);
const rival = { name: 'graphics adapter Card 9', key: 'v///Card 9' };

function made(cost = FAST_GPU) {
  const far = new TimedModel(clock, cost);
  const { model, lose } = losable(far);
  const start = vi.fn(() => Promise.resolve(model));
  const used: LanguageModel = new TimedModel(clock, ON_WASM);
  const parts: SessionParts = { model: used, tokenizer: createTokenizer(smallVocabulary()), ngrams: null };
  const config = { modelUrl: 'm', ortUrl: 'o/' };
  const bytes = new Uint8Array(9);
  const improve = improver({ parts, config, rival, engine: engineOf(modelDrafts) }, bytes, start);
  return { improve, start, lose, bytes, far };
}

describe('improver', () => {
  it('gives an engine on the adapter where that is faster, and says how much', async () => {
    const { improve, start, bytes } = made();
    expect(await improve(atOnce)).toMatchObject({
      device: 'webgpu',
      ngrams: true,
      reason: expect.stringMatching(/^graphics adapter Card 9: \d\.\d times as fast, as measured/) as string,
    });
    expect(start).toHaveBeenCalledWith(bytes, 'o/');
  });

  it('ends that engine with its model', async () => {
    const { improve, far } = made();
    const engine = await improve(atOnce);
    await engine!.dispose!();
    expect(far.disposed).toBe(true);
  });

  it('keeps all drafts on rows of their own there, where rows are nearly free', async () => {
    const hooks = {
      signal: new AbortController().signal,
      onPartial: () => undefined,
      onSuppressed: () => undefined,
    };
    const rowsOf = async ({ session }: Pick<Engine, 'session'>, { passes }: { passes: number[] }) => {
      passes.length = 0;
      await session.suggest({ text: 'We will:', k: 3 }, hooks);
      return passes;
    };
    const far = scripted.start(() => (clock.time += FAST_GPU.pass)).model;
    const dear = scripted.start(undefined, scripted.DEAR);
    const improve = improver(
      {
        parts: {
          model: new TimedModel(clock, ON_WASM),
          tokenizer: scripted.tokenizer,
          ngrams: null,
          rowCosts: scripted.DEAR,
        },
        config: { modelUrl: 'm', ortUrl: 'o/' },
        rival,
        engine: engineOf(modelDrafts),
      },
      new Uint8Array(9),
      () => Promise.resolve(far),
    );
    const onGpu = await rowsOf((await improve(atOnce))!, far);
    const free = scripted.start(undefined, scripted.FREE);
    expect(onGpu).toEqual(await rowsOf(free, free.model));
    expect(onGpu).not.toEqual(await rowsOf(dear, dear.model));
  });

  it('looks once', async () => {
    const { improve, start } = made();
    await improve(atOnce);
    expect(await improve(atOnce)).toBeNull();
    expect(start).toHaveBeenCalledTimes(1);
  });

  it('remembers what it found, also of one that failed later', async () => {
    await made().improve(atOnce);
    const next = made();
    expect((await next.improve(atOnce))?.reason).toBe('graphics adapter Card 9: faster, as measured here');
    next.lose();
    await vi.waitFor(async () => {
      const { improve, start } = made();
      expect(await improve(atOnce)).toBeNull();
      expect(start).not.toHaveBeenCalled();
    });
  });

  it('stays where the adapter is slower, and lets the file go at the next visit without a look', async () => {
    expect(await made({ pass: 60, row: 1 }).improve(atOnce)).toBeNull();
    const { improve, start } = made();
    expect(await improve(atOnce)).toBeNull();
    expect(start).not.toHaveBeenCalled();
  });
});
