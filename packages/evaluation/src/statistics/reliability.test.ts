import { describe, expect, it } from 'vitest';
import { reliability, reliabilityPlot } from './reliability';

const samples = [
  { probability: 0.12, outcome: false },
  { probability: 0.18, outcome: true },
  { probability: 1, outcome: true },
  { probability: 0.9, outcome: false },
];

describe('reliability', () => {
  it('compares what was stated with what came, tenth by tenth', () => {
    const { bins, error, brier } = reliability(samples);
    expect(bins).toEqual([
      { from: 0.1, samples: 2, stated: 0.15, observed: 0.5 },
      { from: 0.9, samples: 2, stated: 0.95, observed: 0.5 },
    ]);
    expect(error).toBeCloseTo((2 * 0.35 + 2 * 0.45) / 4);
    expect(brier).toBeCloseTo((0.12 ** 2 + 0.82 ** 2 + 0 + 0.9 ** 2) / 4);
  });

  it('is drawn with a disc a tenth', () => {
    const plot = reliabilityPlot(reliability(samples), 'First words');
    expect(plot.match(/<circle/g)).toHaveLength(2);
    expect(plot).toContain('aria-label="First words"');
  });
});
