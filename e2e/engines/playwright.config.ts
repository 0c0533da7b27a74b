import { defineConfig } from 'playwright/test';
import type { EngineName } from './drivers/start';
import type { Options } from './test';

const NAMES = ['chromium', 'firefox', 'webkit'] as const;

const PICTURES = 'pictures.spec.ts';

/** Engines whose ghost text is held to the text that it becomes, to the pixel. */
const PICTURED = new Set<EngineName>(['chromium']);

/** Each behaviour in each engine, by one driver each. */
export default defineConfig<Options, Options>({
  testDir: 'behaviours',
  outputDir: '../../test-results/engines',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  projects: [
    ...NAMES.map((engineName) => ({
      name: engineName,
      use: { engineName, fonts: 'dejavu' as const },
      // In WebKit the end of a ghost's line is painted late: its pictures are not to the pixel.
      testIgnore: PICTURED.has(engineName) ? [] : PICTURES,
    })),
  ],
});
