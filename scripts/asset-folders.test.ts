import { mkdir, mkdtemp, readFile, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  build,
  createServer,
  preview,
  type InlineConfig,
  type PreviewServer,
  type ViteDevServer,
} from 'vite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assetFolders } from './asset-folders.ts';

let folder: string;
let server: ViteDevServer | PreviewServer | undefined;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'superposed-test-')));
  await mkdir(join(folder, 'data/inner'), { recursive: true });
  await mkdir(join(folder, 'page'));
  await writeFile(join(folder, 'page/index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(folder, 'data/part.bin'), 'the part');
  await writeFile(join(folder, 'data/code.mjs'), 'export const answer = 42;');
  await writeFile(join(folder, 'data/other.txt'), 'not served');
  await writeFile(join(folder, 'data/.hidden'), 'not served');
  await writeFile(join(folder, 'data/inner/deep.bin'), 'not served');
  await writeFile(join(folder, 'secret.txt'), 'not served');
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

function config(base = '/'): InlineConfig {
  const files = ['part.bin', 'code.mjs'];
  return {
    configFile: false,
    logLevel: 'silent',
    root: join(folder, 'page'),
    base,
    appType: 'mpa',
    plugins: [assetFolders(() => Promise.resolve([{ at: 'models/a', from: join(folder, 'data'), files }]))],
    server: { host: '127.0.0.1', port: 0 },
    preview: { host: '127.0.0.1', port: 0 },
    build: { outDir: join(folder, 'out'), emptyOutDir: true },
  };
}

async function serve(base?: string): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  const started = await createServer(config(base));
  await started.listen();
  server = started;
  const address = started.resolvedUrls!.local[0]!;
  return (path, init) => fetch(new URL(path, address), init);
}

function expectIsolation(response: Response): void {
  expect(response.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
  expect(response.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
}

describe('in development', () => {
  test('serves a file as it is, with its length and type', async () => {
    const get = await serve();
    const part = await get('/models/a/part.bin');
    expect(await part.text()).toBe('the part');
    expect(part.headers.get('Content-Length')).toBe('8');
    expect(part.headers.get('Content-Type')).toBe('application/octet-stream');
    expectIsolation(part);
  });

  test('a module stays untouched, also when Vite marks the request as an import', async () => {
    const get = await serve();
    const code = await get('/models/a/code.mjs?import');
    expect(await code.text()).toBe('export const answer = 42;');
    expect(code.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
  });

  test('answers 304 to a page that has the file already', async () => {
    const get = await serve();
    const tag = (await get('/models/a/part.bin')).headers.get('ETag')!;
    const again = await get('/models/a/part.bin', { headers: { 'If-None-Match': tag } });
    expect(again.status).toBe(304);
  });

  test('sends ranges, and nothing to pages of another name', async () => {
    const get = await serve();
    const last = await get('/models/a/part.bin', { headers: { Range: 'bytes=-4' } });
    expect([last.status, await last.text()]).toEqual([206, 'part']);
    const { port } = server!.httpServer!.address() as AddressInfo;
    const path = '/models/a/part.bin';
    const status = await new Promise((resolve) =>
      request({ port, host: '127.0.0.1', path, headers: { Host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end(),
    );
    expect(status).toBe(403);
  });

  test('HEAD gives the headers alone', async () => {
    const get = await serve();
    const head = await get('/models/a/part.bin', { method: 'HEAD' });
    expect(head.headers.get('Content-Length')).toBe('8');
    expect(await head.text()).toBe('');
  });

  test.each([
    'missing.bin',
    'other.txt',
    '.hidden',
    'inner/deep.bin',
    '..%2fsecret.txt',
    'inner',
    '',
    '%2ehidden',
  ])('says 404 for %s, never the page', async (file) => {
    const get = await serve();
    const response = await get(`/models/a/${file}`);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('<title>');
  });

  test('the page itself is isolated too', async () => {
    const get = await serve();
    const page = await get('/');
    expect(await page.text()).toContain('<title>page</title>');
    expectIsolation(page);
  });

  test('follows the base of the site', async () => {
    const get = await serve('/docs/');
    expect(await (await get('/docs/models/a/part.bin')).text()).toBe('the part');
  });
});

describe('in a build', () => {
  test('copies the files that are listed, and only those', async () => {
    await build(config('./'));
    expect((await readdir(join(folder, 'out/models/a'))).sort()).toEqual(['code.mjs', 'part.bin']);
    expect(await readFile(join(folder, 'out/models/a/part.bin'), 'utf8')).toBe('the part');
  });

  test('without a list copies all files but hidden ones and folders', async () => {
    const plugins = [assetFolders(() => Promise.resolve([{ at: 'all', from: join(folder, 'data') }]))];
    await build({ ...config(), plugins });
    expect((await readdir(join(folder, 'out/all'))).sort()).toEqual(['code.mjs', 'other.txt', 'part.bin']);
  });

  test('gzips files of the given endings, under their own names', async () => {
    const folderOf = {
      at: 'all',
      from: join(folder, 'data'),
      files: ['part.bin', 'code.mjs'],
      gzip: ['.bin'],
    };
    await build({ ...config(), plugins: [assetFolders(() => Promise.resolve([folderOf]))] });
    expect(gunzipSync(await readFile(join(folder, 'out/all/part.bin'))).toString()).toBe('the part');
    expect(await readFile(join(folder, 'out/all/code.mjs'), 'utf8')).toContain('answer = 42');
  });

  test('fails when a file that it needs is missing', async () => {
    const plugins = [
      assetFolders(() => Promise.resolve([{ at: 'all', from: join(folder, 'data'), files: ['absent.bin'] }])),
    ];
    await expect(build({ ...config(), plugins })).rejects.toThrow('absent.bin');
  });

  test('preview is isolated as well', async () => {
    await build(config());
    const started = await preview(config());
    server = started;
    expectIsolation(await fetch(started.resolvedUrls!.local[0]!));
  });
});
