import { defineConfig } from 'playwright/test';
import { FONTS } from './drivers/environment';
import type { Options } from './test';

const ENGINES = ['chromium', 'firefox', 'webkit'] as const;

const PICTURES = 'pictures.spec.ts';

/** Each behaviour in each engine, by one driver each; pictures once more with other fonts. */
export default defineConfig<Options, Options>({
  testDir: 'behaviours',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  projects: ENGINES.flatMap((engineName) =>
    FONTS.map((fonts, index) => {
      const name = index === 0 ? engineName : `${engineName}-${fonts}`;
      return {
        name,
        use: { engineName, fonts },
        // Suites run beside each other, and each clears its own.
        outputDir: `../../test-results/${name}`,
        ...(index > 0 && { testMatch: PICTURES }),
      };
    }),
  ),
});
