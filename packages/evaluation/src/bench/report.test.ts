import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chart } from './chart';
import { claimsOf, keeps, keystrokeClaims } from './claims';
import { OURS, PEERS } from './contestants';
import type { Keystrokes } from './keystrokes';
import type { Measured } from './measure';
import { agreement, machine, summarise } from './report';
import { claimsTable, keystrokesTable, sectionTables } from './tables';
import { fill, writeDocs } from './write-docs';

const COST: Record<string, number> = {
  greedy: 100,
  'superposed-3': 105,
  'superposed-8': 130,
  'nucleus-3': 300,
  wllama: 200,
};

const measured: Measured = {
  settings: { device: 'wasm', threads: 2 },
  loads: { ours: 900, wllama: 700 },
  runs: [...OURS, ...PEERS].map((contestant) => ({
    contestant,
    timings: Array.from({ length: 4 }, (_, i) => ({
      prefill: contestant.method === 'default' ? 0 : 50,
      decode: (COST[contestant.id] ?? 150) + i,
      draft: [1, 2, 3, 4],
    })),
  })),
};

const keystrokes: Keystrokes = {
  load: [2000, 3000],
  firstWord: [100, 300],
  firstDraft: [5, 6],
  allDrafts: [400, 500],
  along: [2, 3],
  alongRequests: 0,
  added: {
    work: { with: [...Array.from({ length: 98 }, () => 1), 3, 50], without: [-0.5, 0, 0.5] },
    elapsed: {
      with: [...Array.from({ length: 90 }, () => 2), ...Array.from({ length: 10 }, () => 12)],
      without: [0],
    },
    layouts: { frame: [4, 5], answers: [8, 9] },
  },
  newWord: { tokens: 2, rows: 2 },
  memory: { steady: 300, resident: 400, peak: 650 },
};

const report = summarise([measured], keystrokes, machine('156.0'), 4);

describe('claims', () => {
  it('keep their bar or not', () => {
    expect(keeps(1.1, 'at most 1.10')).toBe(true);
    expect(keeps(1.11, 'at most 1.10')).toBe(false);
    expect(keeps(2.7, 'at least 2.7')).toBe(true);
    expect(keeps(NaN, 'at least 2.7')).toBe(false);
  });

  it('say figure, interval and bar', () => {
    const claims = claimsOf(measured);
    const of = (what: string) => claims.find((claim) => claim.what === what);
    expect(of('superposed k=3 to greedy')).toMatchObject({
      on: 'WASM, 2 threads',
      figure: 1.05,
      bar: 'at most 1.10',
      met: true,
    });
    expect(of('superposed k=8 to greedy')).toMatchObject({ met: false });
    expect(of('greedy to wllama')!.interval).toHaveLength(2);
  });

  it('are left out where one of the two did not run', () => {
    const runs = measured.runs.filter(({ contestant }) => contestant.page === 'ours');
    expect(claimsOf({ ...measured, runs }).some(({ what }) => what.includes('wllama'))).toBe(false);
  });

  it('of keystrokes take the tail, and count rows that were not needed', () => {
    const claims = keystrokeClaims({ ...keystrokes, newWord: { tokens: 2, rows: 66 } });
    expect(claims.find(({ unit }) => unit === 'rows')).toMatchObject({ figure: 64, met: false });
    expect(claims.find(({ what }) => what.includes('first word'))).toMatchObject({ figure: 300, met: false });
    expect(claims.find(({ what }) => what.endsWith('while decoding, p99'))).toMatchObject({
      what: expect.stringMatching(/^CPU time/) as string,
      figure: 3,
      bar: 'at most 4',
      met: true,
    });
    expect(claims.find(({ what }) => /by the clock.* p99/.test(what))).toMatchObject({ figure: 12, bar: '' });
    expect(claims.find(({ what }) => /without.*CPU time, p50/.test(what))).toMatchObject({ figure: 0 });
    expect(claims.find(({ what }) => /^layouts.*frame$/.test(what))).toMatchObject({ figure: 4.5 });
  });
});

describe('agreement', () => {
  const drafts = (...all: number[][]) => all.map((draft) => ({ prefill: 0, decode: 0, draft }));

  it('counts the tokens before the first that differs', () => {
    expect(agreement(drafts([1, 2, 3, 4]), drafts([1, 2, 9, 4]))).toBe(0.5);
    expect(agreement(drafts([1, 2], [3, 4]), drafts([1, 2], [3, 4]))).toBe(1);
    expect(agreement(drafts([1, 2]), drafts([]))).toBe(0);
  });
});

describe('the report', () => {
  it('has a line for everything that ran', () => {
    const [section] = report.sections;
    expect(section!.lines.map(({ id }) => id)).toEqual(measured.runs.map(({ contestant }) => contestant.id));
    expect(section!.lines.find(({ id }) => id === 'default-3')).toMatchObject({ prefill: null });
    expect(section!.lines[0]).toMatchObject({
      decode: { median: 101.5, p90: 103 },
      perToken: 11.3,
      toGreedy: [1, 1, 1],
    });
    expect(section!.agreement).toEqual({ wllama: 1, transformers: 1 });
  });

  it('is read as tables', () => {
    expect(claimsTable(report)).toContain('| superposed k=8 to greedy | WASM, 2 threads | 1.3 × |');
    expect(sectionTables(report)).toContain('**WASM, 2 threads**');
    expect(keystrokesTable(report)).toContain('| key to all drafts (ms) | 450 | 500 |');
  });

  it('is drawn with a bar each, the longest within the picture', () => {
    const svg = chart(report);
    const ends = [...svg.matchAll(/x2="([\d.]+)"/g)].map(([, end]) => Number(end));
    expect(ends).toHaveLength(13);
    expect(Math.max(...ends)).toBeLessThanOrEqual(690);
    expect(svg).toContain('3 drafts: superposed');
  });
});

describe('docs', () => {
  it('are filled between their markers, again and again', () => {
    const page = 'a\n<!-- x -->\nold\n<!-- /x -->\nb';
    const once = fill(page, 'x', 'new');
    expect(once).toBe('a\n<!-- x -->\n\nnew\n\n<!-- /x -->\nb');
    expect(fill(once, 'x', 'new')).toBe(once);
    expect(() => fill(page, 'y', 'new')).toThrow('<!-- y -->');
  });

  it('are written from the report', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'superposed-docs-'));
    try {
      const at = (name: string) => join(folder, name);
      const markers = ['machine', 'claims', 'times', 'keystrokes'].map(
        (name) => `<!-- ${name} -->\n<!-- /${name} -->`,
      );
      await writeFile(at('performance.md'), markers.join('\n\n'));
      await writeDocs(report, at);
      expect(await readFile(at('performance.md'), 'utf8')).toContain('4 rounds');
      expect(JSON.parse(await readFile(at('performance.json'), 'utf8'))).toEqual(
        JSON.parse(JSON.stringify(report)),
      );
      expect(await readFile(at('performance.svg'), 'utf8')).toMatch(/^<svg/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
