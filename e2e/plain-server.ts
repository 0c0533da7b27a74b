import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

/** The least of hosts: files of a folder below a path, with their types and no other header. */
export class PlainServer {
  private constructor(
    private readonly server: Server,
    /** Ends in '/'. */
    readonly address: string,
  ) {}

  /** @param at the path that stands for the folder, '/' at both ends */
  static async start(folder: string, at: string): Promise<PlainServer> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const name = normalize(pathname.slice(at.length - 1)).replace(/\/$/, '/index.html');
      const file = join(folder, name);
      const send = async () => {
        const found = pathname.startsWith(at) && (await stat(file).catch(() => null))?.isFile();
        if (!found) return response.writeHead(404).end();
        response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
        return createReadStream(file).pipe(response);
      };
      void send();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PlainServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}${at}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
