// npm run build:packages: what is published of each package, in its dist/.
import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { runProgram } from '../packages/model-smollm2-135m/programs.mjs';
import { publicPackages } from './packages.mjs';
import { root } from './prepare.mjs';

const packagePath = (path) => join(root, 'packages', path);

/** Relative specifiers after `from` or `import`, also of dynamic imports; `new URL(…)` is none. */
const RELATIVE = /(\b(?:from|import)\s*\(?\s*)(["'])(\.{1,2}(?:\/[^"']+)?)\2/g;

/**
 * Sources name their neighbours without an extension. Browsers, Node and its types want to see it.
 * @param {string} code a compiled module or its declarations
 * @param {(path: string) => boolean} exists whether there is a compiled module of this name beside it
 */
export function withExtensions(code, exists) {
  return code.replace(RELATIVE, (whole, before, quote, path) => {
    // A declaration may name the folder instead of its index.
    const file = [`${path}.js`, `${path}/index.js`].find(exists);
    return file ? `${before}${quote}${file}${quote}` : whole;
  });
}

function addExtensions(dist) {
  for (const name of readdirSync(dist, { recursive: true })) {
    if (!/\.(?:js|d\.ts)$/.test(name)) continue;
    const file = join(dist, name);
    const code = readFileSync(file, 'utf8');
    const finished = withExtensions(code, (path) => existsSync(join(dirname(file), path)));
    if (finished !== code) writeFileSync(file, finished);
  }
}

/** Reading GGUF from a disk: a branch that is never taken in a browser. */
const nodeModules = {
  name: 'node-modules-are-empty',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:fs|fs\/promises|stream|url)$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    onLoad({ filter: /./, namespace: 'empty' }, () => ({ contents: 'module.exports = {}' }));
  },
};

const bundling = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  // Licences travel in the packages that the code is from.
  legalComments: 'none',
  // The runtime's own files are fetched from where the page has them, not inlined.
  conditions: ['source', 'onnxruntime-web-use-extern-wasm'],
  plugins: [nodeModules],
  logLevel: 'warning',
};

/**
 * Import maps do not reach workers, and bundlers differ in what they make of a worker with imports of its own: so the
 * workers are one file each, which any of them can take as it is.
 */
async function bundleWorkers() {
  const entries = { worker: 'engine/src/worker.ts', 'kernel-worker': 'runtime/src/kernel-worker.ts' };
  const entryPoints = Object.entries(entries).map(([out, path]) => ({ in: packagePath(path), out }));
  await build({ ...bundling, entryPoints, outdir: packagePath('engine/dist') });
  // The compiler's map is of what the bundle took the place of.
  rmSync(packagePath('engine/dist/worker.js.map'), { force: true });
}

/** The element with all that it needs, for pages without a bundler. */
async function bundleElement() {
  const outdir = packagePath('element/dist/bundle');
  rmSync(outdir, { recursive: true, force: true });
  await build({
    ...bundling,
    entryPoints: { 'superposed-complete': packagePath('element/src/index.ts') },
    outdir,
    splitting: true,
    chunkNames: '[name]-[hash]',
    tsconfig: packagePath('element/tsconfig.json'),
  });
  for (const name of ['worker.js', 'kernel-worker.js']) {
    copyFileSync(packagePath(`engine/dist/${name}`), join(outdir, name));
  }
}

export async function buildPackages() {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = runProgram([process.execPath, tsc, '-b'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('The types are not right; see above.');
  const packages = publicPackages();
  for (const { folder } of packages) {
    if (existsSync(join(folder, 'dist'))) addExtensions(join(folder, 'dist'));
    copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  }
  await bundleWorkers();
  await bundleElement();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildPackages();
