import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveSite } from './serve';

/** Stands in every file that must never leave. */
export const SECRET = 'TOP SECRET';
/** What the served files hold, by path. */
export const FILES: Readonly<Record<string, string>> = {
  'index.html': '<title>the page</title>',
  'part.bin': '0123456789abcdef',
  'empty.bin': '',
  'data/code.mjs': 'export {};',
  'data/index.html': 'the data',
  'about.html': 'about',
  'é ü.txt': 'letters',
};

export interface HostileFolder {
  readonly server: Server;
  readonly address: string;
  readonly folder: string;
  close(): Promise<void>;
}

/** A folder with hidden files, links to what lies outside, and a secret beside it, served. */
export async function serveHostileFolder(): Promise<HostileFolder> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'superposed-serve-')));
  const folder = join(parent, 'site');
  await mkdir(join(folder, 'data'), { recursive: true });
  await mkdir(join(folder, '.git'));
  await mkdir(join(parent, 'outside'));
  for (const [path, text] of Object.entries(FILES)) await writeFile(join(folder, path), text);
  for (const path of ['.env', '.git/config', 'data/.env', '../secret.txt', '../outside/index.html']) {
    await writeFile(join(folder, path), SECRET);
  }
  await symlink(join(parent, 'secret.txt'), join(folder, 'link.txt'));
  await symlink('../secret.txt', join(folder, 'relative.txt'));
  await symlink(join(parent, 'outside'), join(folder, 'linked'));
  await symlink(join(folder, '.env'), join(folder, 'env.txt'));
  await symlink('part.bin', join(folder, 'inner-link.bin'));
  const { server, address } = await serveSite({ folders: folder }, { port: 0, host: '127.0.0.1' });
  return {
    server,
    address,
    folder,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(parent, { recursive: true });
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Sends requests as they are written, over one connection as long as the server keeps it. */
export class RawClient {
  private socket: Socket | undefined;

  constructor(private readonly server: Server) {}

  /** @param head the request up to its empty line @returns undefined where the server hung up without a word */
  async ask(head: string): Promise<Answer | undefined> {
    const socket = (this.socket ??= connect((this.server.address() as AddressInfo).port, '127.0.0.1'));
    const isHead = head.startsWith('HEAD ');
    return new Promise((resolve) => {
      let text = '';
      const end = (): void => {
        socket.off('data', hear).off('close', leave).off('error', leave);
        const answer = parse(text, isHead);
        if (!answer || answer.headers.get('connection') === 'close') this.leave();
        resolve(answer);
      };
      const hear = (chunk: Buffer): void => {
        text += chunk.toString('latin1');
        if (parse(text, isHead)) end();
      };
      const leave = (): void => {
        this.leave();
        end();
      };
      socket.on('data', hear).once('close', leave).once('error', leave);
      socket.write(head, 'latin1');
    });
  }

  leave(): void {
    this.socket?.destroy();
    this.socket = undefined;
  }
}

/** undefined where the answer is not whole yet. */
function parse(text: string, isHead: boolean): Answer | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [line, ...lines] = text.slice(0, end).split('\r\n');
  const headers = new Map(
    lines.map((each) => [each.split(':', 1)[0]!.toLowerCase(), each.replace(/^[^:]*: ?/, '')]),
  );
  const status = Number(line!.split(' ')[1]);
  const body = text.slice(end + 4);
  if (isHead || status === 304) return { status, headers, body };
  if (headers.get('transfer-encoding') === 'chunked') {
    return body.endsWith('0\r\n\r\n') ? { status, headers, body } : undefined;
  }
  const length = Number(headers.get('content-length') ?? 0);
  return body.length >= length ? { status, headers, body } : undefined;
}
