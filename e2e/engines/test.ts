import { test as base } from 'playwright/test';
import { builtSite } from '../built-site';
import { HostileSite } from '../hostile-site';
import type { Fonts } from './drivers/environment';
import { startEngine, type EngineName } from './drivers/start';
import type { Engine, Tab } from './drivers/tab';
import { Writer } from './writer';

/** What the projects of the configuration choose. */
export interface Options {
  readonly engineName: EngineName;
  readonly fonts: Fonts;
}

interface Shared {
  readonly engine: Engine;
  /** The folder of the built site. */
  readonly build: string;
  /** A writer for many tests in turn, each on a page of its own: a new tab and address take longer than a picture. */
  readonly regular: Writer;
}

interface Fixtures {
  readonly tab: Tab;
  readonly site: HostileSite;
  readonly writer: Writer;
}

async function withTab(engine: Engine, use: (tab: Tab) => Promise<void>): Promise<void> {
  const tab = await engine.newTab();
  await use(tab);
  await tab.close();
}

/** A site of an address of its own, with the built element. */
async function withSite(build: string, use: (site: HostileSite) => Promise<void>): Promise<void> {
  const site = new HostileSite(build);
  await site.start();
  await use(site);
  await site.stop();
}

export const test = base.extend<Fixtures, Options & Shared>({
  engineName: ['chromium', { option: true, scope: 'worker' }],
  fonts: ['dejavu', { option: true, scope: 'worker' }],
  engine: [
    async ({ engineName, fonts }, use) => {
      const engine = await startEngine(engineName, fonts);
      await use(engine);
      await engine.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  build: [
    async ({ engineName: _ }, use) => {
      const { folder, remove } = await builtSite();
      await use(folder);
      await remove();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  regular: [
    ({ engine, build }, use) =>
      withTab(engine, (tab) => withSite(build, (site) => use(new Writer(tab, site)))),
    { scope: 'worker', timeout: 120_000 },
  ],
  tab: ({ engine }, use) => withTab(engine, use),
  site: ({ build }, use) => withSite(build, use),
  writer: ({ tab, site }, use) => use(new Writer(tab, site)),
});

export { expect } from 'playwright/test';
