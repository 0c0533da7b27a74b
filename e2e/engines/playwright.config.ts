import { defineConfig } from 'playwright/test';
import type { Options } from './test';

const NAMES = ['chromium', 'firefox', 'webkit'] as const;

/** Each behaviour in each engine, by one driver each; the pictures once more with other fonts. */
export default defineConfig<Options, Options>({
  testDir: 'behaviours',
  outputDir: '../../test-results/engines',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  projects: NAMES.flatMap((engineName) => [
    { name: engineName, use: { engineName, fonts: 'dejavu' as const } },
    {
      name: `${engineName}-arimo`,
      use: { engineName, fonts: 'arimo' as const },
      testMatch: 'pictures.spec.ts',
    },
  ]),
});
