import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { assetFolders } from './scripts/asset-folders.ts';
import { ourAssets } from './scripts/assets.ts';
import { chromiumLaunch } from './scripts/chromium.mjs';
import { conditions } from './vite.config.ts';

// A model may be loaded inside a test, on a machine that does other work besides.
const patience = { testTimeout: 120_000, hookTimeout: 120_000 };

/** The same for what a test waits for. */
const WAITS = 'scripts/patience.ts';

const fromSource = {
  resolve: { conditions: ['source', ...defaultServerConditions] },
  ssr: { resolve: { conditions: ['source', ...defaultServerConditions] } },
};

export default defineConfig({
  test: {
    // By itself vitest leaves one core to whoever watches.
    maxWorkers: availableParallelism(),
    projects: [
      {
        ...fromSource,
        test: {
          ...patience,
          name: 'node',
          setupFiles: [WAITS],
          include: ['packages/*/src/**/*.test.ts', 'demo/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts', '**/*.fuzz.test.ts', '**/node_modules/**'],
        },
      },
      {
        ...fromSource,
        test: {
          ...patience,
          name: 'fuzz',
          include: ['packages/*/src/**/*.fuzz.test.ts'],
          setupFiles: [WAITS, 'scripts/fuzz-setup.ts'],
        },
      },
      {
        // Without the 'source' condition: ESLint's plugins run here, and some of them have one of their own.
        test: { ...patience, name: 'tools', include: ['packages/*/*.test.mjs', 'scripts/*.test.{ts,mjs}'] },
      },
      {
        plugins: [assetFolders(() => ourAssets({ isOwn: true }))],
        resolve: { conditions },
        worker: { format: 'es' as const },
        optimizeDeps: { entries: ['packages/*/src/**/*.browser.test.ts'], exclude: ['onnxruntime-web'] },
        test: {
          ...patience,
          name: 'browser',
          setupFiles: [WAITS],
          include: ['packages/*/src/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: chromiumLaunch(),
            }),
            instances: [{ browser: 'chromium' as const }],
          },
        },
      },
    ],
  },
});
