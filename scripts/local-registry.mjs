// npm run registry: our packages as if they were published; everything else comes from the real registry.
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packPackages } from './pack.mjs';

/** A package as registries describe it, of one version. */
function describe({ name, version, file, integrity, manifest }, address) {
  const dist = { tarball: `${address}-/${basename(file)}`, integrity };
  return { name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } };
}

/**
 * Packs our packages and serves them.
 * @returns {Promise<{ address: string, close: () => void }>} for npm's setting `registry`
 */
export async function startRegistry(port = 0) {
  const folder = mkdtempSync(join(tmpdir(), 'superposed-registry-'));
  const packed = await packPackages(folder);
  const upstream = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url.slice(1));
    const named = packed.find(({ name }) => name === path);
    const tarball = packed.find(({ file }) => path === `-/${basename(file)}`);
    if (tarball) createReadStream(tarball.file).pipe(response);
    else if (named) response.end(JSON.stringify(describe(named, `http://${request.headers.host}/`)));
    else response.writeHead(307, { Location: new URL(request.url.slice(1), upstream).href }).end();
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
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
