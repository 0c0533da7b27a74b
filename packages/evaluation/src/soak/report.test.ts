import { describe, expect, it } from 'vitest';
import { claimsOf, growth, soakText, type SoakReport } from './report';

const machine = {
  cpu: 'a CPU',
  cores: 2,
  memoryGb: 8,
  system: 'linux',
  browser: 'Chromium 1',
  date: '2026-01-01',
  load: 0,
};
const acts = {
  ...{ type: 9, delete: 1, move: 0, accept: 0, word: 0, dismiss: 0 },
  ...{ undo: 0, paste: 0, tab: 0, script: 0, think: 0, begin: 0 },
};
const sample = (keys: number, megabytes: number) => ({ keys, bytes: megabytes * 1e6, resident: 500 });
const report: SoakReport = {
  machine,
  seed: 1,
  keys: 1000,
  minutes: 15.04,
  acts,
  samples: [sample(50, 90), sample(101, 100), sample(500, 104), sample(1000, 102)],
  looked: 70,
  staleCount: 0,
  stale: [],
  taken: 5,
  unseen: 0,
  quickest: 312.4,
  rejections: 0,
  errors: [],
};
const met = (changes: Partial<SoakReport>) =>
  claimsOf({ ...report, ...changes })
    .filter((claim) => !claim.met)
    .map(({ what }) => what);

describe('growth', () => {
  it('is the highest sample after the first tenth by the first of them', () => {
    expect(growth(report)).toBeCloseTo(0.04);
    expect(growth({ keys: 1000, samples: [sample(200, 100), sample(900, 99)] })).toBeCloseTo(-0.01);
  });

  it('is not known without two samples', () => {
    expect(growth({ keys: 1000, samples: [sample(50, 1), sample(200, 1)] })).toBeNaN();
  });
});

describe('the claims', () => {
  it('are kept by a good run', () => {
    expect(met({})).toEqual([]);
  });

  it.each<[string, Partial<SoakReport>]>([
    ['growth of memory after the first tenth', { samples: [sample(101, 100), sample(900, 106)] }],
    ['growth of memory after the first tenth', { samples: [] }],
    ['stale chips', { staleCount: 1 }],
    ['stale chips', { looked: 0 }],
    ['drafts put in unseen', { unseen: 1 }],
    ['drafts put in unseen', { taken: 0 }],
    ['unhandled rejections', { rejections: 1 }],
    ['errors', { errors: ['failed'] }],
  ])('are not kept: %s', (what, changes) => {
    expect(met(changes)).toEqual([what]);
  });
});

it('writes what was measured, and what went wrong', () => {
  const text = soakText({ ...report, staleCount: 1, stale: ['["a","b"]'], errors: ['failed', 'failed'] });
  expect(text).toContain('1000 keystrokes in 15.0 minutes (type 9, delete 1');
  expect(text).toContain('5 drafts put in, the quickest after 312 ms on show');
  expect(text).toContain('| growth of memory after the first tenth | 4.0 % | at most 5 % | yes |');
  expect(text).toContain('| stale chips | 1 | 0 | **no** |');
  expect(text).toContain('evenly spread: 90, 100, 104, 102.');
  expect(text).toContain('Stale or unseen: `["a","b"]`.');
  expect(text).toContain('Errors: failed.');
});
