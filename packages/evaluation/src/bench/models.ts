import { readFile } from 'node:fs/promises';
import type { ModelPresets } from '@superposed/engine';
import type { Browser, Page } from 'playwright';
import { presetsOf } from 'superposed/model';
import { pageMemory, openPage, startBrowser } from './browser';
import type { BenchModel } from './model-parts';
import type { PageSettings, Pass } from './page-protocol';
import { PROMPTS } from './prompts';
import { TOKENS } from './rounds';
import { serveSite } from './site';
import { ratioOf, round } from './statistics';

/** A model as a page uses it, or the first one with all tokens at each step, which the others are compared with. */
export interface ModelFigures {
  readonly model: string;
  readonly threads: number;
  /** Milliseconds from the first request for the file to the first row of costs, the file on this machine. */
  readonly ready: number;
  /** MB of page and worker after the last round. */
  readonly memory: number;
  /** Medians by those of the first model with all tokens, with their intervals. */
  readonly ratios: Readonly<Record<string, string>>;
}

const BASE = 'all tokens';
/** What is timed: a step of one row and of three, a prompt of 64 tokens, and three drafts as a writer gets them. */
const PASSES: Readonly<Record<string, Pass>> = { step: 1, 'three rows': 3, prompt: 'prompt' };
const DRAFTS = 'three drafts';

interface Contestant {
  readonly name: string;
  readonly settings: PageSettings;
  times: Record<string, number[]>;
  page?: Page;
  ready: number;
}

/** Times models beside each other: in each round each does the same, one after the other, on one thread and on two. */
export async function* measureModels(
  models: readonly BenchModel[],
  rounds: number,
  onProgress: (message: string) => void,
): AsyncGenerator<ModelFigures> {
  onProgress('building the pages');
  const site = await serveSite({ demo: false, peers: false, models: () => Promise.resolve(models) });
  const browser = await startBrowser(process.env['SUPERPOSED_CHROMIUM']);
  try {
    for (const threads of [1, 2]) yield* compare(browser, site.address, models, threads, rounds, onProgress);
  } finally {
    await browser.close();
    await site.close();
  }
}

async function* compare(
  browser: Browser,
  address: string,
  models: readonly BenchModel[],
  threads: number,
  rounds: number,
  onProgress: (message: string) => void,
): AsyncGenerator<ModelFigures> {
  const all = await contestants(models, threads);
  for (const one of all) {
    onProgress(`${one.name}, ${threads} threads`);
    one.page = await openPage(browser, `${address}bench/ours.html`);
    const start = performance.now();
    await one.page.evaluate((use) => globalThis.bench.load(use), one.settings);
    one.ready = performance.now() - start;
  }
  // The first round is not counted.
  for (let at = -1; at < rounds; at++) {
    for (const one of at % 2 ? all : [...all].reverse())
      await runRound(one, PROMPTS[(at + 1) % PROMPTS.length]!);
    if (at < 0) for (const one of all) one.times = {};
  }
  const base = all.find(({ name }) => name.endsWith(BASE))!;
  for (const { name, page, ready, times } of all) {
    const ratios = Object.entries(times).map(([what, values]): [string, string] => {
      const { value, low, high } = ratioOf(values, base.times[what]!);
      return [what, `${round(value)} (${round(low)} … ${round(high)})`];
    });
    const memory = (await pageMemory(page!)) / 1e6;
    await page!.close();
    yield {
      model: name,
      threads,
      ready: round(ready),
      memory: round(memory),
      ratios: Object.fromEntries(ratios),
    };
  }
}

async function contestants(models: readonly BenchModel[], threads: number): Promise<Contestant[]> {
  const found: Contestant[] = [];
  for (const { id, path } of models) {
    const presets: ModelPresets = presetsOf(await readFile(path));
    const settings = { device: 'wasm', threads, model: id } as const;
    const add = (name: string, use: ModelPresets): void =>
      void found.push({ name, settings: { ...settings, presets: use }, times: {}, ready: NaN });
    if (found.length === 0) add(`${id}, ${BASE}`, { ...presets, shortlist: 0 });
    add(id, presets);
  }
  return found;
}

async function runRound({ page, times }: Contestant, text: string): Promise<void> {
  const note = (name: string, value: number): void => void (times[name] ??= []).push(value);
  for (const [name, pass] of Object.entries(PASSES)) {
    const [taken] = await page!.evaluate((what) => globalThis.bench.passTimes!(what, 1), pass);
    note(name, taken!);
  }
  const task = { method: 'default', k: 3, text, ids: [], tokens: TOKENS } as const;
  note(DRAFTS, (await page!.evaluate((use) => globalThis.bench.run(use), task)).decode);
}
