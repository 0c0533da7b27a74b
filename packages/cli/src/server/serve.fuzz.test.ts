import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  FILES,
  RawClient,
  SECRET,
  serveHostileFolder,
  type Answer,
  type HostileFolder,
} from './static-site.fixture';

/** Requests in a case; with the usual number of cases, 50,000 in all. */
const REQUESTS = 5;

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

const known = Object.keys(FILES).map((path) => `/${path.split('/').map(encodeURIComponent).join('/')}`);
const hostile = fc.constantFrom(
  ...[
    '.',
    '..',
    '.env',
    '.git',
    'config',
    'link.txt',
    'linked',
    'env.txt',
    'secret.txt',
    'outside',
    'data',
    '',
  ],
  ...[
    '%2e',
    '%2e%2e',
    '%2f',
    '%5c',
    '\\',
    '%00',
    '%',
    '%c0%ae',
    '%252e',
    'index.html',
    'part.bin',
    'C:',
    '::$DATA',
  ],
  ...['?', '#', ' ', ';', '~', '*', 'a'.repeat(300), 'GIT~1', '%E2%80%AE'],
);
const path = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...known, '/', '/data/', '/about', '/inner-link.bin') },
  {
    weight: 4,
    arbitrary: fc
      .array(fc.oneof(hostile, fc.constantFrom('/', '/')), { maxLength: 7 })
      .map((parts) => `/${parts.join('')}`),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'grapheme-ascii' }).map((text) => `/${text.replaceAll(' ', '')}`),
  },
);
const edge = fc.constantFrom(
  '',
  '0',
  '1',
  '2',
  '7',
  '15',
  '16',
  '17',
  '99',
  '-1',
  '007',
  '9'.repeat(25),
  'x',
);
const range = fc.oneof(
  fc.tuple(edge, edge).map(([first, last]) => `bytes=${first}-${last}`),
  fc
    .array(fc.tuple(edge, edge), { maxLength: 3 })
    .map((all) => `bytes=${all.map((pair) => pair.join('-')).join()}`),
  fc.string({ unit: 'grapheme-ascii', maxLength: 12 }).map((text) => text.trim()),
);
const request = fc.record({
  method: fc.constantFrom('GET', 'GET', 'GET', 'GET', 'HEAD', 'POST', 'TRACE'),
  path,
  host: fc.constantFrom('localhost', '127.0.0.1:80', 'localhost', '[::1]', 'evil.example', ''),
  range: fc.option(range, { nil: undefined }),
  more: fc.constantFrom(
    '',
    '',
    '',
    'If-Range: "x"\r\n',
    'If-None-Match: *\r\n',
    'Accept-Encoding: gzip, br\r\n',
  ),
});
type Request = typeof request extends fc.Arbitrary<infer Value> ? Value : never;

const written = ({ method, path, host, range, more }: Request): string =>
  `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n${range === undefined ? '' : `Range: ${range}\r\n`}${more}\r\n`;

/** Holds an answer to what the files are. */
function check({ method }: Request, { status, headers, body }: Answer): void {
  expect(body).not.toContain(SECRET);
  expect([200, 206, 301, 304, 400, 403, 404, 405, 412, 416]).toContain(status);
  if (method === 'HEAD' || (status !== 200 && status !== 206)) return;
  expect(method).toBe('GET');
  const bytes = Buffer.from(body, 'latin1').toString();
  if (status === 200) {
    expect(Object.values(FILES)).toContain(bytes);
    return;
  }
  const [, first, last, size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('content-range')!)!.map(Number);
  const whole = Object.values(FILES).find((text) => Buffer.byteLength(text) === size && text.includes(bytes));
  expect(bytes).toBe(whole!.slice(first, last! + 1));
  expect(headers.get('content-length')).toBe(String(last! - first! + 1));
}

it('requests of any kind get the right bytes of a file in the folder, or are refused; the server goes on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: REQUESTS, maxLength: REQUESTS }), async (requests) => {
      for (const each of requests) {
        const answer = await client.ask(written(each));
        expect(answer, written(each)).toBeDefined();
        check(each, answer!);
      }
    }),
  );
  const alive = await client.ask('GET /part.bin HTTP/1.1\r\nHost: localhost\r\n\r\n');
  expect(alive).toMatchObject({ status: 200, body: FILES['part.bin'] });
});
