import { copyFile, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureModel } from '@superposed/model-smollm2-135m';
import { build, defaultClientConditions, preview, type InlineConfig } from 'vite';
import { ensurePeerModel } from './peer-files';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** One page drives one library. */
const PAGES = ['ours', 'transformers', 'wllama', 'ngrams'];

/** Files of the onnxruntime-web that transformers.js pins; its build with WebGPU is the one that it loads. */
const PEER_RUNTIME = ['ort-wasm-simd-threaded.asyncify.mjs', 'ort-wasm-simd-threaded.asyncify.wasm'];

/** Cross-origin isolation, without which WASM has no threads. */
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export interface Site {
  /** Ends in '/'; the pages lie in bench/, the demo at the address itself. */
  readonly address: string;
  close(): Promise<void>;
}

export interface SiteParts {
  /** The demo too, with all that it fetches. */
  readonly demo: boolean;
  /** The peers' model and runtime; the model is made where it is not there yet, which takes long. */
  readonly peers: boolean;
}

/** Builds the bench's pages as they would be published, and serves them isolated across origins. */
export async function serveSite(parts: SiteParts): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'superposed-bench-'));
  const outDir = join(folder, 'site');
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    if (parts.demo) {
      const configFile = path('../../../../vite.config.ts');
      await build({ configFile, logLevel: 'error', build: { outDir, reportCompressedSize: false } });
    }
    await build(benchPages(join(outDir, 'bench')));
    await addFiles(join(outDir, 'files'), parts);
    const server = await preview({
      configFile: false,
      root: path('pages'),
      logLevel: 'error',
      build: { outDir },
      preview: { port: 0, host: '127.0.0.1', headers: HEADERS },
    });
    const [address] = server.resolvedUrls?.local ?? [];
    if (!address) throw new Error('The server of the bench has no address.');
    return { address, close: () => server.close().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

function benchPages(outDir: string): InlineConfig {
  const input = Object.fromEntries(PAGES.map((page) => [page, path(`pages/${page}.html`)]));
  return {
    configFile: false,
    root: path('pages'),
    base: './',
    logLevel: 'error',
    resolve: { conditions: ['source', 'onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
    worker: { format: 'es' },
    build: { outDir, target: 'esnext', reportCompressedSize: false, rolldownOptions: { input } },
  };
}

/** What the pages fetch: weights, table and runtimes, linked where they are large. */
async function addFiles(to: string, { peers }: SiteParts): Promise<void> {
  await mkdir(join(to, 'peer-ort'), { recursive: true });
  const here = createRequire(import.meta.url);
  await symlink((await ensureModel()).gguf, join(to, 'model.gguf'));
  await symlink(dirname(here.resolve('@superposed/ngram-english/manifest.json')), join(to, 'ngrams'));
  const runtime = createRequire(path('../../../runtime/package.json'));
  await linkAll(dirname(runtime.resolve('onnxruntime-web')), join(to, 'ort'));
  await linkAll(path('../../../runtime/ort'), join(to, 'ort'));
  if (!peers) return;
  await symlink(await ensurePeerModel(), join(to, 'onnx'));
  const peer = createRequire(here.resolve('@huggingface/transformers'));
  const dist = dirname(peer.resolve('onnxruntime-web'));
  for (const file of PEER_RUNTIME) await copyFile(join(dist, file), join(to, 'peer-ort', file));
}

/** Links the files of a folder, which modules among them find beside them. */
async function linkAll(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const file of await readdir(from)) await symlink(join(from, file), join(to, file));
}
