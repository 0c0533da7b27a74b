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
}

interface Fixtures {
  readonly tab: Tab;
  readonly site: HostileSite;
  readonly writer: Writer;
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
  tab: async ({ engine }, use) => {
    const tab = await engine.newTab();
    await use(tab);
    await tab.close();
  },
  /** A site of an address of its own, with the built element. */
  site: async ({ build }, use) => {
    const site = new HostileSite(build);
    await site.start();
    await use(site);
    await site.stop();
  },
  writer: ({ tab, site }, use) => use(new Writer(tab, site)),
});

export { expect } from 'playwright/test';
