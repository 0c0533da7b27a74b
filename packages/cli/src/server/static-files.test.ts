import { readdir, readlink } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { truncate, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FILES, RawClient, SECRET, serveHostileFolder, type HostileFolder } from './static-site.fixture';

let site: HostileFolder;
let client: RawClient;
beforeAll(async () => {
  site = await serveHostileFolder();
  client = new RawClient(site.server);
});
afterAll(async () => {
  client.leave();
  await site.close();
});

const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
  const lines = Object.entries({ Host: 'localhost', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const answer = await client.ask(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  return answer!;
};

describe('a file', () => {
  it('comes whole, with its type, and again only when it has changed', async () => {
    const { status, headers, body } = await get('/data/code.mjs?v=1');
    expect([status, body]).toEqual([200, 'export {};']);
    expect(headers.get('content-type')).toContain('javascript');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect((await get('/data/code.mjs', { 'If-None-Match': headers.get('etag')! })).status).toBe(304);
  });

  it.each([
    ['/', 'index.html'],
    ['/data/', 'data/index.html'],
    ['/about', 'about.html'],
    ['/%C3%A9%20%C3%BC.txt', 'é ü.txt'],
    ['/inner-link.bin', 'part.bin'],
    ['/empty.bin', 'empty.bin'],
  ])('%s is %s', async (path, file) => {
    expect(await get(path)).toMatchObject({ status: 200, body: FILES[file] });
  });

  it('of a folder is found with a slash, which a name without one is sent to, on this server', async () => {
    const { status, headers } = await get('/data');
    expect([status, headers.get('location')]).toEqual([301, './data/']);
    for (const path of ['//evil.example/data', '/data//', '/linked'])
      expect((await get(path)).status).toBe(404);
  });

  it('is described by HEAD, which knows no ranges', async () => {
    const { status, headers, body } = await get('/part.bin', { Range: 'bytes=0-3' }, 'HEAD');
    expect([status, headers.get('content-length'), body]).toEqual([200, '16', '']);
  });

  it('is only read', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect((await get('/part.bin', { 'Content-Length': '0' }, method)).status).toBe(405);
    }
  });
});

describe('a range', () => {
  it.each([
    ['bytes=0-0', '0', '0-0'],
    ['bytes=-1', 'f', '15-15'],
    ['bytes=4-7', '4567', '4-7'],
    ['bytes=14-', 'ef', '14-15'],
    ['bytes=10-99', 'abcdef', '10-15'],
    ['bytes=-99', '0123456789abcdef', '0-15'],
  ])('%s is %s', async (range, body, place) => {
    const { headers, ...rest } = await get('/part.bin', { Range: range });
    expect(rest).toEqual({ status: 206, body });
    expect(headers.get('content-range')).toBe(`bytes ${place}/16`);
  });

  it.each(['bytes=16-', 'bytes=99-100', 'bytes=-0'])('%s is none of the file', async (range) => {
    const { status, headers } = await get('/part.bin', { Range: range });
    expect([status, headers.get('content-range')]).toEqual([416, 'bytes */16']);
  });

  it.each(['bytes=2-1', 'bytes=a-b', 'bytes=0-1,4-5', 'lines=1-2', ''])('%j is ignored', async (range) => {
    expect(await get('/part.bin', { Range: range })).toMatchObject({ status: 200, body: FILES['part.bin'] });
  });

  it('of a file that may have changed is the whole file', async () => {
    const answer = await get('/part.bin', { Range: 'bytes=0-3', 'If-Range': '"other"' });
    expect(answer).toMatchObject({ status: 200, body: FILES['part.bin'] });
  });
});

describe('what is not to be served', () => {
  it.each([
    ...['/.env', '/.git/config', '/data/.env', '/%2eenv', '/%2Egit/config', '/data/%2e%2e/.env', '/.git/'],
    ...[
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e%2fsecret.txt',
      '/..\\secret.txt',
    ],
    ...['/..%5csecret.txt', '/data/..%5c..%5csecret.txt', '/./secret.txt', '/data/../../secret.txt'],
    ...['/link.txt', '/relative.txt', '/linked/', '/linked/index.html', '/linked', '/env.txt'],
    ...['/C:/secret.txt', '/part.bin::$DATA', '/index.html.', '/index.html%20', '/part.bin%00', '/%00', '/%'],
    ...[
      '/%c0%ae%c0%ae/secret.txt',
      '/%252e%252e/secret.txt',
      '/data',
      '/GIT~1/config',
      'http://localhost/.env',
      '*',
    ],
  ])('%s', async (path) => {
    const { status, body } = await get(path);
    expect([301, 400, 404]).toContain(status);
    expect(body).not.toContain(SECRET);
  });

  it('nor anything to pages of another name', async () => {
    expect((await get('/part.bin', { Host: 'evil.example' })).status).toBe(403);
    expect((await get('/part.bin', { Host: '127.0.0.1:1' })).status).toBe(200);
  });
});

describe('a server that goes on', () => {
  /** Open files below the folder, of this process. */
  async function openFiles(): Promise<string[]> {
    const links = await Promise.all(
      (await readdir('/proc/self/fd')).map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')),
    );
    return links.filter((path) => path.startsWith(site.folder));
  }

  it('when 60 downloads are aborted, without an open file', async () => {
    await writeFile(join(site.folder, 'large.bin'), Buffer.alloc(8_000_000));
    const { port } = site.server.address() as AddressInfo;
    for (let i = 0; i < 60; i++) {
      await new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () =>
          socket.write('GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n'),
        );
        socket.once('data', () => void socket.destroy());
        socket.once('close', () => resolve());
      });
    }
    await vi.waitFor(async () => expect(await openFiles()).toEqual([]), { timeout: 20_000 });
    expect((await get('/part.bin')).status).toBe(200);
  });

  it('when a file ends early while it is read', async () => {
    const path = join(site.folder, 'shrinks.bin');
    await writeFile(path, Buffer.alloc(8_000_000));
    const { port } = site.server.address() as AddressInfo;
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () =>
        socket.write('GET /shrinks.bin HTTP/1.1\r\nHost: localhost\r\n\r\n'),
      );
      socket.once('data', () => {
        socket.pause();
        void truncate(path, 10).then(() => socket.resume());
      });
      socket.on('data', () => undefined).setTimeout(500, () => socket.destroy());
      socket.once('close', () => resolve());
    });
    expect((await get('/part.bin')).status).toBe(200);
  });
});
