import { availableParallelism } from 'node:os';
import { defineConfig } from 'playwright/test';
import { PORT } from './e2e/serve-site';
import { chromiumLaunch } from './scripts/chromium.mjs';

export default defineConfig({
  testDir: 'e2e',
  // They have a configuration and suites of their own.
  testIgnore: 'engines/**',
  // Suites run beside each other, and each clears its own.
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/serve-site.ts',
  // Most of a test is one page at work, and waiting.
  workers: Math.min(4, availableParallelism()),
  // Shaders are compiled in software, on machines that do other work besides: long for those, and no cost where all is well.
  timeout: 300_000,
  expect: { timeout: 240_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${PORT}/`,
    headless: true,
    launchOptions: chromiumLaunch(),
    // What a service worker asks for can't be stood in for. Tests of the site as it is let it in.
    serviceWorkers: 'block',
  },
});
