import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ISOLATION, TYPES } from '../scripts/asset-folders.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Answers one request in the place of the site; `file` is what the site would have sent. */
export type Answer = (response: ServerResponse, file: Buffer, request: IncomingMessage) => void;

/** Where the files of a site lie; what is in none of these folders is of the build. */
const FOLDERS: Record<string, string> = {
  '/models/tiny/': path('./fixtures/tiny'),
  '/ngrams/english/': path('../packages/ngram-english/table'),
  '/ort/': path('../node_modules/onnxruntime-web/dist'),
};

/** A site with the built element and the tiny model, that misbehaves as a test tells it to. */
export class HostileSite {
  /** Paths that were asked for, each with the range that was wanted, if any. */
  readonly asked: string[] = [];
  readonly pages = new Map<string, string>();
  /** Headers of every answer. */
  headers: Record<string, string> = { ...ISOLATION };
  private readonly once = new Map<string, Answer[]>();
  private readonly always: [RegExp, Answer][] = [];
  private readonly changes: [RegExp, (file: Buffer, count: number) => Buffer | string][] = [];
  private readonly served = new Map<string, number>();
  private readonly server: Server;

  constructor(private readonly build: string) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Answers the next requests for a path in this way, one after the other, and those after them as ever. */
  next(pathname: string, ...answers: Answer[]): void {
    this.once.set(pathname, answers);
  }

  /** Answers all requests for such paths in this way. @returns what ends it */
  all(pattern: RegExp, answer: Answer): () => void {
    const entry: [RegExp, Answer] = [pattern, answer];
    this.always.push(entry);
    return () => void this.always.splice(this.always.indexOf(entry), 1);
  }

  /** Serves other files; `count` says how often this one has been asked for before. */
  change(pattern: RegExp, change: (file: Buffer, count: number) => Buffer | string): void {
    this.changes.push([pattern, change]);
  }

  /** How often a path was asked for. */
  count(pathname: string): number {
    return this.asked.filter((asked) => asked.split(' ')[0] === pathname).length;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url!, this.origin);
    const { range = '' } = request.headers;
    this.asked.push(`${pathname} ${range}`.trim());
    for (const [name, value] of Object.entries(this.headers)) response.setHeader(name, value);
    // Nothing but what the element keeps itself is there at the next visit; a page may come back from the cache.
    response.setHeader('Cache-Control', this.pages.has(pathname) ? 'no-cache' : 'no-store');
    const file = await this.read(pathname);
    const fault = this.once.get(pathname)?.shift() ?? this.always.find(([each]) => each.test(pathname))?.[1];
    if (fault) fault(response, file ?? Buffer.alloc(0), request);
    else if (!file) response.writeHead(404).end();
    else send(response, file, pathname, range);
  }

  private async read(pathname: string): Promise<Buffer | undefined> {
    const page = this.pages.get(pathname);
    const folder = Object.keys(FOLDERS).find((each) => pathname.startsWith(each));
    const place = folder ? join(FOLDERS[folder]!, pathname.slice(folder.length)) : join(this.build, pathname);
    let file = page === undefined ? await readFile(place).catch(() => undefined) : Buffer.from(page);
    const count = this.served.get(pathname) ?? 0;
    this.served.set(pathname, count + 1);
    for (const [pattern, change] of this.changes) {
      if (file && pattern.test(pathname)) file = Buffer.from(change(file, count));
    }
    return file;
  }
}

function send(response: ServerResponse, file: Buffer, pathname: string, range: string): void {
  const start = Number(/^bytes=(\d+)-$/.exec(range)?.[1] ?? 0);
  const extension = extname(pathname);
  response.writeHead(start > 0 ? 206 : 200, {
    'Content-Type': TYPES[extension] ?? 'application/octet-stream',
    'Content-Length': file.length - start,
    ...(start > 0 && { 'Content-Range': `bytes ${start}-${file.length - 1}/${file.length}` }),
  });
  response.end(file.subarray(start));
}

/** Sends the beginning of a file, then cuts the line. A server that knows ranges goes on where it is asked to. */
export const cut =
  (bytes: number): Answer =>
  (response, file, request) => {
    const start = Number(/\d+/.exec(request.headers.range ?? '0'));
    response.writeHead(start > 0 ? 206 : 200, {
      'Content-Length': file.length - start,
      ...(start > 0 && { 'Content-Range': `bytes ${start}-${file.length - 1}/${file.length}` }),
    });
    response.write(file.subarray(start, start + bytes), () => setTimeout(() => response.destroy(), 50));
  };

export const status =
  (code: number, body = ''): Answer =>
  (response) =>
    response.writeHead(code, { 'Content-Type': 'text/html' }).end(body);

/** Takes the question and never says a word. */
export const silence: Answer = () => undefined;

/** Cuts the line at once, as where there is no connection. */
export const hangUp: Answer = (response) => response.destroy();
