import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig, type UserConfig } from 'vite';
import { assetFolders } from './scripts/asset-folders.ts';
import { ourAssets } from './scripts/assets.ts';
import { staticSite } from './scripts/static-site.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/**
 * 'source': packages of this repository resolve to their TypeScript, so nothing is built beforehand.
 * 'onnxruntime-web-use-extern-wasm': its WASM is fetched from `<base>/ort/` instead of being inlined.
 */
export const conditions = ['source', 'onnxruntime-web-use-extern-wasm', ...defaultClientConditions];

/**
 * One file for each worker: WebKit runs a worker's entry once more when a chunk that it imports later imports that
 * entry, and then two of it answer.
 */
export const worker = {
  format: 'es',
  rolldownOptions: { output: { codeSplitting: false } },
} satisfies UserConfig['worker'];

export default defineConfig(({ command }): UserConfig => ({
  root: path('demo'),
  base: './',
  appType: 'mpa',
  plugins: [assetFolders(() => ourAssets({ isOwn: command === 'serve' })), staticSite('service-worker.js')],
  resolve: { conditions },
  worker,
  cacheDir: path('node_modules/.vite'),
  optimizeDeps: {
    // The worker's dependencies too: found late, they would make the page reload while the model loads.
    entries: ['index.html', path('demo/lab/worker.ts'), path('packages/engine/src/worker.ts')],
    exclude: ['onnxruntime-web'],
  },
  server: { port: 5173, host: '127.0.0.1' },
  build: {
    target: 'esnext',
    outDir: path('dist'),
    emptyOutDir: true,
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      input: {
        demo: path('demo/index.html'),
        'superposed-complete': path('packages/element/src/index.ts'),
        'service-worker': path('demo/service-worker.ts'),
      },
      output: {
        // Stable names for what pages load by name; everything else is hashed.
        entryFileNames: ({ name }) => (name === 'demo' ? 'assets/[name]-[hash].js' : '[name].js'),
      },
    },
  },
}));
