// npm run bench-engines: times from key to drafts in each engine, with the model, on the built site; in turns.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { quantile } from 'simple-statistics';
import { ISOLATION } from '../../scripts/asset-folders';
import { builtSite } from '../built-site';
import { PlainServer } from '../plain-server';
import type { Engine, Tab } from './drivers/tab';
import { startEngine, type EngineName } from './drivers/start';
import { noteTimes, watchWorkers, type Noted } from './timings-page';

const ENGINES: readonly EngineName[] = ['chromium', 'firefox', 'webkit'];
const PAGE = 'timings.html';
const TEXT = 'Thank you for the report that you sent me last week. I will';
/** Keys that wake the worker, and are not counted. */
const FIRST_KEYS = 5;
/** Milliseconds within which a key was answered by drafts on show that it continues: no engine computes in that time. */
const KEPT = 8;
/** The longest wait for an answer, in milliseconds: some keys have none. */
const PATIENCE = 5000;

const html = `<!doctype html><html lang="en"><title>Times</title>
  <script>(${String(noteTimes)})();(${String(watchWorkers)})();</script>
  <script type="module" src="superposed-complete.js"></script>
  <superposed-complete device="wasm"><textarea aria-label="Text" rows="4" cols="60"></textarea></superposed-complete>`;

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits for what the page notes. @returns whether it came in time */
async function until(tab: Tab, holds: (noted: Noted) => boolean, patience: number): Promise<boolean> {
  for (const end = performance.now() + patience; performance.now() < end; await wait(20))
    if (holds(await notes(tab))) return true;
  return false;
}

const notes = (tab: Tab): Promise<Noted> => tab.evaluate(() => window.noted, undefined);

/** Opens the page and writes. */
async function write(tab: Tab, address: string): Promise<Noted> {
  await tab.open(address);
  if (!(await until(tab, ({ ready }) => ready !== undefined, 120_000)))
    throw new Error('The model did not come.');
  await tab.evaluate(() => document.querySelector('textarea')!.focus(), undefined);
  for (const letter of TEXT) {
    await tab.type(letter);
    await until(tab, ({ answered }) => answered, PATIENCE);
    await wait(150);
  }
  return notes(tab);
}

function row(version: string, all: readonly Noted[]): string {
  const whole = (values: number[], share = 0.5) => quantile(values, share).toFixed(0);
  const pair = (values: number[]) => `${whole(values)} / ${whole(values, 0.9)}`;
  const of = (name: 'first' | 'all') => all.flatMap((noted) => noted[name].slice(FIRST_KEYS));
  const computed = (name: 'first' | 'all') => pair(of(name).filter((time) => time > KEPT));
  const kept = of('all').filter((time) => time <= KEPT).length / of('all').length;
  const { helpers, shared, simd } = all.at(-1)!;
  const how = `${helpers + 1}${shared ? ', shared memory' : ''}`;
  return `| ${version} | ${whole(all.map(({ ready }) => ready!))} | ${kept.toFixed(2)} | ${computed('first')} | ${computed('all')} | ${how} | ${simd ? 'yes' : 'no'} |`;
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });
const { folder, remove } = await builtSite();
await writeFile(join(folder, PAGE), html);
const server = await PlainServer.start(folder, '/', ISOLATION);
const engines: Engine[] = [];
try {
  for (const name of ENGINES) engines.push(await startEngine(name, 'dejavu'));
  // One tab each: the first visit fetches, and the others find what it kept.
  const visits: { engine: Engine; tab: Tab; noted: Noted[] }[] = [];
  for (const engine of engines) visits.push({ engine, tab: await engine.newTab(), noted: [] });
  for (let round = 0; round <= Number(values.rounds); round++) {
    for (const { engine, tab, noted } of visits) {
      process.stderr.write(`Round ${round}: ${engine.version}\n`);
      const found = await write(tab, `${server.address}${PAGE}`);
      if (round > 0) noted.push(found);
    }
  }
  const rows = visits.map(({ engine, noted }) => row(engine.version, noted));
  process.stdout.write(
    `| Engine | Ready | Keys that drafts on show answer | First draft, median / p90 | All drafts | Threads | SIMD |\n| - | - | - | - | - | - | - |\n${rows.join('\n')}\n`,
  );
} finally {
  for (const engine of engines) await engine.close();
  await server.close();
  await rm(join(folder, PAGE), { force: true });
  await remove();
}
