import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { CommandError } from '../terminal/command-error';
import type { SiteFolder } from '../assets/site-files';

/** Cross-origin isolation: without it the browser gives the page no shared memory, so no WASM threads. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export interface Site {
  /** A folder, or folders that lie in several places, under their paths. */
  readonly folders: string | readonly SiteFolder[];
  /** What '/' answers; by default the folder's index.html. */
  readonly page?: string;
}

/**
 * Serves files as they are, isolated across origins.
 * @param port 0 takes any that is free
 * @returns the server and its address, with a '/' at its end
 * @throws {CommandError} the port is taken, or may not be used
 */
export async function serveSite(
  site: Site,
  { port, host }: { port: number; host: string },
): Promise<{ server: Server; address: string }> {
  const server = createServer(answer(site));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' ? 'something else uses it; --port NUMBER takes another' : '';
      reject(new CommandError('no-port', `Port ${port} can't be had: ${taken || error.message}.`));
    });
    server.listen(port, host, resolve);
  });
  const { address, port: taken, family } = server.address() as AddressInfo;
  return { server, address: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}/` };
}

function answer({ folders, page }: Site) {
  const mounts = typeof folders === 'string' ? [{ at: '', from: folders }] : folders;
  const handlers = mounts.map(({ at, from }) => ({
    path: at === '' ? '/' : `/${at}/`,
    serve: sirv(from, { dev: true, etag: true }),
  }));
  return (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(ISOLATION)) response.setHeader(name, value);
    const url = request.url ?? '/';
    if (page !== undefined && /^\/(?:[?#]|$)/.test(url)) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    const fitting = handlers.filter(({ path }) => url.startsWith(path));
    const next = (): void => {
      const handler = fitting.shift();
      if (handler) {
        // sirv reads the path from the request.
        request.url = url.slice(handler.path.length - 1);
        handler.serve(request, response, next);
        return;
      }
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end(`There is no ${url} here\n`);
    };
    next();
  };
}
