import { defineConfig } from 'playwright/test';
import { chromiumLaunch } from './scripts/chromium.mjs';

const port = Number(process.env.E2E_PORT ?? 5174);
const address = `http://127.0.0.1:${port}/`;

export default defineConfig({
  testDir: 'e2e',
  // They have a configuration and suites of their own.
  testIgnore: 'engines/**',
  // One page at a time: each loads a model, and two would fight for the cores.
  workers: 1,
  // Shaders are compiled in software, on machines that do other work besides: long for those, and no cost where all is well.
  timeout: 300_000,
  expect: { timeout: 240_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: address,
    headless: true,
    launchOptions: chromiumLaunch(),
  },
  webServer: {
    command: `node scripts/start.mjs --port ${port}`,
    url: address,
    timeout: 120_000,
    reuseExistingServer: false,
  },
});
