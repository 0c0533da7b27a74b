// npm run registry: our packages as if they were published; everything else comes from the real registry.
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runProgram } from '../packages/model-smollm2-135m/programs.mjs';
import { packPackages } from './pack.mjs';
import { npmProgram, root } from './prepare.mjs';

/** A package as registries describe it, of one version. */
function describe({ name, version, file, integrity, manifest }, address) {
  const dist = { tarball: `${address}-/${basename(file)}`, integrity };
  return { name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } };
}

/** A package of another's whose newest version is taken to be the one that is installed here. */
async function pin(name, upstream, accept) {
  const installed = createRequire(import.meta.url)(`${name}/package.json`).version;
  const response = await fetch(new URL(name, upstream), { headers: { accept } });
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const described = await response.json();
  return { ...described, 'dist-tags': { latest: installed } };
}

/**
 * Packs our packages and serves them.
 * @param {{ pinned?: string[] }} [options] `pinned`: packages that are to be had as they are installed here
 * @returns {Promise<{ address: string, close: () => void }>} for npm's setting `registry`
 */
export async function startRegistry({ pinned = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'superposed-registry-'));
  const packed = await packPackages(folder);
  const upstream = runProgram([...npmProgram(), 'config', 'get', 'registry'], { cwd: root }).stdout.trim();
  const answer = async (request, response) => {
    const path = decodeURIComponent(request.url.slice(1));
    const named = packed.find(({ name }) => name === path);
    const tarball = packed.find(({ file }) => path === `-/${basename(file)}`);
    if (tarball) createReadStream(tarball.file).pipe(response);
    else if (named) response.end(JSON.stringify(describe(named, `http://${request.headers.host}/`)));
    else if (pinned.includes(path)) {
      response.end(JSON.stringify(await pin(path, upstream, request.headers.accept ?? '*/*')));
    } else response.writeHead(307, { Location: new URL(request.url.slice(1), upstream).href }).end();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(502).end(error.message));
  });
  // npm uses a connection again just when it would time out, and then waits long before it tries anew.
  server.keepAliveTimeout = 0;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  };
  return { address: `http://127.0.0.1:${server.address().port}/`, close };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { address, close } = await startRegistry();
  process.stdout.write(`npm_config_registry=${address}\n`);
  process.once('SIGINT', close);
}
