import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureModel } from '@superposed/model-smollm2-135m';
import { build, defaultClientConditions, preview, type InlineConfig } from 'vite';
import { addModel, type BenchModel } from './model-parts';
import { DEFAULT_MODEL } from './page-protocol';
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
  /** Ids of its models. */
  readonly models: readonly string[];
  close(): Promise<void>;
}

export interface SiteParts {
  /** Where it is kept, and served from another time; default: nowhere, what is large is linked, and all goes at the end. */
  readonly folder?: string | undefined;
  /** Asked for where the site is made. Default: SmolLM2. */
  readonly models?: () => Promise<readonly BenchModel[]>;
  /** The demo too, with all that it fetches. */
  readonly demo: boolean;
  /** The peers' model and runtime; the model is made where it is not there yet, which takes long. */
  readonly peers: boolean;
}

/** Builds the bench's pages as they would be published, and serves them isolated across origins. */
export async function serveSite(parts: SiteParts): Promise<Site> {
  const folder = parts.folder ?? (await mkdtemp(join(tmpdir(), 'superposed-bench-')));
  const outDir = join(folder, 'site');
  const remove = async (): Promise<void> => {
    if (parts.folder === undefined) await rm(folder, { recursive: true, force: true });
  };
  try {
    const { models } = (await builtIn(outDir)) ?? (await buildSite(outDir, parts));
    const server = await preview({
      configFile: false,
      root: path('pages'),
      logLevel: 'error',
      build: { outDir },
      preview: { port: 0, host: '127.0.0.1', headers: HEADERS },
    });
    const [address] = server.resolvedUrls?.local ?? [];
    if (!address) throw new Error('The server of the bench has no address.');
    return { address, models, close: () => server.close().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Written last. */
const BUILT = 'built.json';

/** What an earlier run has made, if it has made the whole of it. */
async function builtIn(outDir: string): Promise<Pick<Site, 'models'> | null> {
  const file = await readFile(join(outDir, BUILT), 'utf8').catch(() => null);
  return file === null ? null : (JSON.parse(file) as Pick<Site, 'models'>);
}

async function buildSite(outDir: string, parts: SiteParts): Promise<Pick<Site, 'models'>> {
  if (parts.demo) {
    const configFile = path('../../../../vite.config.ts');
    await build({ configFile, logLevel: 'error', build: { outDir, reportCompressedSize: false } });
  }
  await build(benchPages(join(outDir, 'bench')));
  const made = { models: await addFiles(join(outDir, 'files'), parts) };
  await writeFile(join(outDir, BUILT), JSON.stringify(made));
  return made;
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
async function addFiles(to: string, { peers, folder, models }: SiteParts): Promise<string[]> {
  await mkdir(join(to, 'peer-ort'), { recursive: true });
  const here = createRequire(import.meta.url);
  const kept = folder !== undefined;
  const place = (from: string, name: string): Promise<void> =>
    kept ? cp(from, join(to, name), { recursive: true }) : symlink(from, join(to, name));
  const usual = async (): Promise<BenchModel[]> => [{ id: DEFAULT_MODEL, path: (await ensureModel()).gguf }];
  const added = await (models ?? usual)();
  for (const model of added) await addModel(to, model, kept);
  await place(dirname(here.resolve('@superposed/ngram-english/manifest.json')), 'ngrams');
  const runtime = createRequire(path('../../../runtime/package.json'));
  await mkdir(join(to, 'ort'));
  for (const from of [dirname(runtime.resolve('onnxruntime-web')), path('../../../runtime/ort')]) {
    // Modules among them find others beside them.
    for (const file of (await readdir(from)).filter(isNeeded)) await place(join(from, file), `ort/${file}`);
  }
  const ids = added.map(({ id }) => id);
  if (!peers) return ids;
  await place(await ensurePeerModel(), 'onnx');
  const peer = createRequire(here.resolve('@huggingface/transformers'));
  const dist = dirname(peer.resolve('onnxruntime-web'));
  for (const file of PEER_RUNTIME) await copyFile(join(dist, file), join(to, 'peer-ort', file));
  return ids;
}

/** Of onnxruntime-web's builds the one with WebGPU, and our module around it. */
const isNeeded = (file: string): boolean =>
  /^(?:ort-wasm-simd-threaded\.asyncify|superposed-webgpu)\./.test(file);
