import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchPart } from './assets';
import { describeFile, withoutWaits } from './assets.fixture';

/* A real server that behaves badly, and the real fetch. */

const CONTENT = Array.from({ length: 40_000 }, (_, i) => (i * 7919).toString(36)).join('');

let server: Server;
let url: string;
/** How the server answers, first to last; the last one again for all that follow. */
let answers: ((request: IncomingMessage, response: ServerResponse) => void)[];
/** The ranges that were asked for; '' for the whole. */
let ranges: string[];

beforeEach(async () => {
  withoutWaits();
  ranges = [];
  server = createServer((request, response) => {
    ranges.push(request.headers.range ?? '');
    answers[Math.min(ranges.length, answers.length) - 1]!(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/shard`;
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const startOf = ({ headers }: IncomingMessage) => Number(/\d+/.exec(headers.range ?? '0'));

/** Sends `content` from where the range begins, and cuts the line after `length` bytes. */
function send(length = Infinity, content = CONTENT) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const start = startOf(request);
    const body = content.slice(start);
    response.writeHead(start > 0 ? 206 : 200, {
      'Content-Length': body.length,
      ...(start > 0 && { 'Content-Range': `bytes ${start}-${content.length - 1}/${content.length}` }),
    });
    if (length >= body.length) response.end(body);
    else response.write(body.slice(0, length), () => setTimeout(() => response.destroy(), 30));
  };
}

/** As a server that knows no ranges. */
const whole = (length?: number, content?: string) => (request: IncomingMessage, response: ServerResponse) => {
  delete request.headers.range;
  send(length, content)(request, response);
};

const status = (code: number) => (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(code).end();
};

async function get(): Promise<string> {
  return new TextDecoder().decode(await fetchPart(url, describeFile(CONTENT)));
}

/** A busy machine may take long for a few lines. */
const PATIENT = { timeout: 60_000 };

describe('a download', () => {
  it('goes on where it was cut off', async () => {
    answers = [send(50_000), send(30_000), send()];
    expect(await get()).toBe(CONTENT);
    expect(ranges[0]).toBe('');
    const starts = ranges.slice(1).map((range) => Number(/^bytes=(\d+)-$/.exec(range)?.[1]));
    expect(starts).toHaveLength(2);
    expect(starts[0]).toBeGreaterThan(0);
    expect(starts[1]).toBeGreaterThan(starts[0]!);
  });

  it('begins anew at a server that knows no ranges', async () => {
    answers = [whole(50_000), whole()];
    expect(await get()).toBe(CONTENT);
    expect(ranges).toHaveLength(2);
  });

  it('waits out a server that is overloaded, at the start and in the middle', async () => {
    answers = [status(503), status(429), send(50_000), status(502), send()];
    expect(await get()).toBe(CONTENT);
    expect(ranges).toHaveLength(5);
  });

  it('does not join what does not belong together', async () => {
    const odd = (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(206, { 'Content-Range': 'bytes 7-9/10' }).end('abc');
    };
    answers = [send(50_000), odd, send()];
    expect(await get()).toBe(CONTENT);
    // Another version of the file after the cut: the whole once more.
    ranges = [];
    answers = [send(50_000, 'x'.repeat(CONTENT.length)), send(), send()];
    expect(await get()).toBe(CONTENT);
    expect(ranges[2]).toBe('');
  });

  it('gives up on what is not there, is another file, or is longer, without asking twice', async () => {
    answers = [status(404)];
    await expect(get()).rejects.toMatchObject({ code: 'missing-part' });
    answers = [send(Infinity, 'x'.repeat(CONTENT.length))];
    await expect(get()).rejects.toMatchObject({ code: 'wrong-checksum' });
    answers = [send(Infinity, `${CONTENT}!`)];
    await expect(get()).rejects.toMatchObject({ code: 'wrong-checksum' });
    expect(ranges).toHaveLength(3);
  });

  it('reads nothing of an answer that announces more than the file has', async () => {
    let sent = 0;
    answers = [
      (_, response) => {
        response.writeHead(200, { 'Content-Length': 300_000_000 });
        const more = (): void => {
          sent += 65_536;
          if (response.write(Buffer.alloc(65_536))) setImmediate(more);
          else response.once('drain', more);
        };
        response.on('error', () => undefined);
        more();
      },
    ];
    await expect(get()).rejects.toMatchObject({ code: 'wrong-checksum' });
    expect(sent).toBeLessThan(30_000_000);
  });

  it('stops at the size of the file, wherever a redirect leads and however it is compressed', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    answers = [
      (_, response) => void response.writeHead(302, { Location: '/elsewhere' }).end(),
      (_, response) => void response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb),
    ];
    const onProgress = vi.fn();
    await expect(fetchPart(url, { ...describeFile(CONTENT), onProgress })).rejects.toMatchObject({
      code: 'wrong-checksum',
      message: expect.stringContaining('wrong size') as string,
    });
    for (const [loaded] of onProgress.mock.calls) expect(loaded).toBeLessThanOrEqual(CONTENT.length);
  });

  it('asks again where the server only trickles, a byte every few seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    answers = [
      (_, response) => {
        response.writeHead(200, { 'Content-Length': CONTENT.length });
        const timer = setInterval(() => response.write('x'), 5000);
        response.once('close', () => clearInterval(timer));
      },
      whole(),
    ];
    const done = get();
    await vi.waitUntil(async () => {
      await vi.advanceTimersByTimeAsync(5000);
      return ranges.length === 2;
    }, PATIENT);
    expect(await done).toBe(CONTENT);
  });

  it('says so when the file is shorter than it should be', async () => {
    answers = [send(Infinity, CONTENT.slice(0, 1000)), status(416)];
    await expect(get()).rejects.toMatchObject({
      code: 'wrong-checksum',
      message: expect.stringContaining('wrong size') as string,
    });
  });

  it('gives up after five tries in vain', async () => {
    answers = [status(503)];
    await expect(get()).rejects.toMatchObject({
      code: 'offline',
      message: expect.stringContaining('HTTP status 503') as string,
    });
    expect(ranges).toHaveLength(5);
    ranges = [];
    answers = [(_, response) => response.destroy()];
    await expect(get()).rejects.toMatchObject({ code: 'offline' });
    expect(ranges).toHaveLength(5);
  });

  it('does not go on for ever with a server that sends next to nothing each time', async () => {
    answers = [send(10)];
    await expect(get()).rejects.toMatchObject({ code: 'offline' });
    expect(ranges).toHaveLength(30);
  });

  it('asks again where the server has gone silent', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    answers = [
      (_, response) => {
        response.writeHead(200, { 'Content-Length': CONTENT.length }).write('abc');
      },
      send(),
    ];
    const done = get();
    await vi.waitUntil(async () => {
      await vi.advanceTimersByTimeAsync(5000);
      return ranges.length === 2;
    }, PATIENT);
    expect(await done).toBe(CONTENT);
  });

  it('ends at once when it is told to, even while it waits', async () => {
    vi.mocked(Math.random).mockReturnValue(1);
    const controller = new AbortController();
    answers = [
      (_, response) => {
        response.writeHead(503).end();
        setTimeout(() => controller.abort(), 50);
      },
    ];
    const load = fetchPart(url, { ...describeFile(CONTENT), signal: controller.signal });
    await expect(load).rejects.toMatchObject({ name: 'AbortError' });
    expect(ranges).toHaveLength(1);
  });
});
