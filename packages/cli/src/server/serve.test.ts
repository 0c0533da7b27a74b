import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { serveSite, type Site } from './serve';

let folder: string;
let server: Server | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superposed-serve-'));
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'index.html'), 'the page');
  await writeFile(join(folder, 'data/part.bin'), 'the part');
  await writeFile(join(folder, 'data/code.mjs'), 'export {};');
});
afterEach(async () => {
  server?.close();
  await rm(folder, { recursive: true });
});

const HERE = { port: 0, host: '127.0.0.1' };

async function start(site: Site): Promise<(path: string) => Promise<Response>> {
  const started = await serveSite(site, HERE);
  server = started.server;
  return (path) => fetch(new URL(path, started.address));
}

it('serves a folder, isolated across origins', async () => {
  const get = await start({ folders: folder });
  const page = await get('');
  expect(await page.text()).toBe('the page');
  expect(page.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
  expect(page.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
  expect((await get('data/code.mjs')).headers.get('Content-Type')).toContain('javascript');
  const missing = await get('data/nothing.bin');
  expect(missing.status).toBe(404);
  expect(await missing.text()).toBe('There is no /data/nothing.bin here\n');
});

it.each([
  [false, null, 'same-origin'],
  [true, '*', 'cross-origin'],
])('lets pages of other sites read the files where it is told to: %s', async (cors, allowed, policy) => {
  const get = await start({ folders: folder, cors });
  for (const path of ['', 'data/code.mjs', 'data/nothing.bin']) {
    const { headers } = await get(path);
    expect(headers.get('Access-Control-Allow-Origin')).toBe(allowed);
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe(policy);
  }
});

it('never serves what lies outside of the folder', async () => {
  const get = await start({ folders: join(folder, 'data') });
  expect((await get('..%2findex.html')).status).toBe(404);
});

it('puts folders together under one page', async () => {
  const data = { from: join(folder, 'data'), files: [] };
  const get = await start({
    folders: [
      { at: 'models/a', ...data },
      { at: '', ...data },
    ],
    page: 'a page of its own',
  });
  expect(await (await get('?q')).text()).toBe('a page of its own');
  expect(await (await get('models/a/part.bin')).text()).toBe('the part');
  expect(await (await get('part.bin')).text()).toBe('the part');
  expect((await get('models/part.bin')).status).toBe(404);
});

it('says that a port is taken', async () => {
  const { server: first, address } = await serveSite({ folders: folder }, HERE);
  server = first;
  const port = Number(new URL(address).port);
  await expect(serveSite({ folders: folder }, { ...HERE, port })).rejects.toThrow(
    `Port ${port} can't be had: something else uses it`,
  );
});
