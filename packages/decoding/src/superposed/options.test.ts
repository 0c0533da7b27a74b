import { describe, expect, it } from 'vitest';
import { checkOptions, distinctOptions, PAPER_SETTINGS, paperOptions } from './options';
import { DISTINCT_PRESETS } from './presets';

describe('paperOptions', () => {
  it("has the paper's settings", () => {
    expect(paperOptions(3, { eosIds: [2] })).toMatchObject({
      k: 3,
      alpha: 0.54,
      tau: 0.06,
      m: 9,
      penalty: 200,
    });
    expect(paperOptions(10, { eosIds: [2] })).toMatchObject({ alpha: 0.54, tau: 0.12, m: 30 });
  });

  it('makes valid settings for 1 to 10 drafts, with m = 3k', () => {
    for (const [k, { m }] of Object.entries(PAPER_SETTINGS)) {
      expect(m).toBe(3 * Number(k));
      expect(() => checkOptions(paperOptions(Number(k), { eosIds: [] }))).not.toThrow();
    }
  });

  it('lies between its neighbours for k from 7 to 9', () => {
    for (const k of [7, 8, 9]) {
      const [before, here, after] = [k - 1, k, k + 1].map((each) => PAPER_SETTINGS[each]!);
      expect(here!.tau).toBeCloseTo((before!.tau + after!.tau) / 2, 9);
      expect(here!.alpha).toBeCloseTo((before!.alpha + after!.alpha) / 2, 9);
    }
  });

  it.each([0, 11, 2.5, NaN])('refuses k = %s', (k) => {
    expect(() => paperOptions(k, { eosIds: [] })).toThrow(RangeError);
  });

  it('lets the caller override', () => {
    expect(paperOptions(3, { eosIds: [2], maxNewTokens: 4 }).maxNewTokens).toBe(4);
  });
});

describe('distinctOptions', () => {
  it('makes valid settings for 1 to 10 drafts, with a budget that grows', () => {
    const presets = Object.entries(DISTINCT_PRESETS);
    expect(presets).toHaveLength(10);
    presets.forEach(([k, { budget }], i) => {
      expect(() => checkOptions(distinctOptions(Number(k), { eosIds: [] }))).not.toThrow();
      expect(budget).toBeGreaterThanOrEqual(presets[i - 1]?.[1].budget ?? 1);
    });
  });

  it.each([0, 11, 2.5])('refuses k = %s', (k) => {
    expect(() => distinctOptions(k, { eosIds: [] })).toThrow(RangeError);
  });
});

describe('checkOptions', () => {
  const good = distinctOptions(3, { eosIds: [0] });

  it('takes the presets', () => {
    expect(() => checkOptions(good)).not.toThrow();
  });

  it.each([
    ['k', 0],
    ['k', 1.5],
    ['m', 0],
    ['m', 65],
    ['alpha', -0.1],
    ['alpha', NaN],
    ['tau', 0],
    ['lambdas', [1, 1, 1, 1, 1, 1]],
    ['lambdas', [-1]],
    ['maxNewTokens', -1],
    ['gammaExponent', -1],
    ['mixtures', [[1], [0.5, 0.1]]],
    ['sharedRowBoost', 0],
    ['firstStepMix', 2],
    ['branchSteps', -1],
    ['branchSteps', 1.5],
  ])('refuses %s = %j', (name, value) => {
    expect(() => checkOptions({ ...good, [name]: value })).toThrow(RangeError);
  });

  it('mixes by known contexts with linear interpolation only', () => {
    expect(() => checkOptions(paperOptions(3, { eosIds: [], mixtures: [[1]] }))).toThrow('linear');
  });

  it('branches with distinct openings only', () => {
    expect(() => checkOptions({ ...good, branchSteps: 3 })).not.toThrow();
    expect(() => checkOptions(paperOptions(3, { eosIds: [], branchSteps: 3 }))).toThrow('distinct');
  });
});
