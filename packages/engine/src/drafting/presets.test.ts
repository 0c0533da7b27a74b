import manifest from '@superposed/model-smollm2-135m/manifest.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { CONFIDENCE } from './confidence';
import { readPresets } from './presets';
import { start, tokenizer } from './session.fixture';
import { SuggestionSession } from './session';
import { TRIM } from './trim';

describe('readPresets', () => {
  it('takes those of the model that is the default, which have everything that is tuned', () => {
    const presets = readPresets(manifest.presets);
    expect(presets).toEqual(manifest.presets);
    expect(Object.keys(presets)).toEqual(['mixtures', 'confidence', 'trim', 'start', 'shortlist', 'alarm']);
  });

  it('leaves out what it does not know, and takes none for none', () => {
    expect(readPresets(undefined)).toEqual({});
    expect(readPresets({ context: 100, later: [1] })).toEqual({ context: 100 });
  });

  it.each([
    ['presets', null],
    ['presets', [1]],
    ['presets.mixtures', { mixtures: [[1]] }],
    ['presets.mixtures', { mixtures: [[1], [1], [1], [1], [1], [1]] }],
    ['presets.mixtures', { mixtures: [[1], [0.5, 0.6], ...manifest.presets.mixtures.slice(2)] }],
    ['presets.confidence', { confidence: { ...CONFIDENCE, score: '1' } }],
    ['presets.confidence', { confidence: { score: 1 } }],
    ['presets.trim', { trim: { word: -7, mean: -3.5 } }],
    ['presets.trim', { trim: { ...TRIM, word: 1 } }],
    ['presets.context', { context: 0.5 }],
    ['presets.shortlist', { shortlist: -1 }],
    ['presets.alarm', { alarm: { tokens: [1], weights: [1] } }],
    ['presets.alarm', { alarm: { tokens: [1, 2], weights: [1], intercept: 0, silent: 2, wary: 1 } }],
    ['presets.alarm', { alarm: { tokens: [-1], weights: [1], intercept: 0, silent: 2, wary: 1 } }],
    ['presets.alarm', { alarm: { tokens: [1], weights: ['1'], intercept: 0, silent: 2, wary: 1 } }],
    ['presets.gates', { gates: { language: 'off' } }],
    ['presets.gates', { gates: { nothing: false } }],
  ])('refuses wrong %s', (name, value) => {
    expect(() => readPresets(value)).toThrow(`wrong in ${name}: it must be`);
  });
});

describe('a session with presets', () => {
  const request = { text: 'I', k: 2 };
  const sessionOf = (presets: object) =>
    new SuggestionSession({ model: start().model, tokenizer, ngrams: null, presets: readPresets(presets) });

  it('states the confidence that they give', async () => {
    const confidence = { ...CONFIDENCE, intercept: 0, score: 0, model: 0, rank: 0, typed: 0, sure: 0 };
    const drafts = await sessionOf({ confidence }).suggest(request);
    expect(drafts.map((draft) => [draft.confidence, draft.calibrated])).toEqual([
      [0.5, undefined],
      [0.5, undefined],
    ]);
  });

  it('ends its drafts where they say, and has their gates off', async () => {
    const long = await sessionOf({}).suggest(request);
    const short = await sessionOf({ trim: { word: -1e-9, mean: -1e-9, shared: TRIM.shared } }).suggest(
      request,
    );
    const lengthOf = (drafts: readonly { readonly text: string }[]) => drafts[0]!.text.length;
    expect(lengthOf(short)).toBeLessThan(lengthOf(long));
    const german = { ...request, language: 'de' };
    expect(await sessionOf({}).suggest(german)).toEqual([]);
    expect(await sessionOf({ gates: { language: false } }).suggest(german)).not.toEqual([]);
    expect(
      await sessionOf({ gates: { language: false } }).suggest({ ...german, gates: { language: true } }),
    ).toEqual([]);
  });
});
