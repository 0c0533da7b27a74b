import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CommandError } from '../terminal/command-error';
import type { SiteFolder } from '../assets/site-files';
import { isAllowedHost } from './hosts';
import { sendFile } from './static-files';

/** Cross-origin isolation: without it the browser gives the page no shared memory, so no WASM threads. */
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** What pages of other sites need to read files, also where they are isolated themselves. */
const OPEN_TO_ALL = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

export interface Site {
  /** A folder, or folders that lie in several places, under their paths. */
  readonly folders: string | readonly SiteFolder[];
  /** What '/' answers; by default the folder's index.html. */
  readonly page?: string;
  /** Whether pages of all other sites may read the files; by default none may. */
  readonly cors?: boolean;
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
  const server = createServer(answer(site, host));
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

function answer(site: Site, host: string) {
  const mounts = typeof site.folders === 'string' ? [{ at: '', from: site.folders }] : site.folders;
  const standard = Object.entries({ ...HEADERS, ...(site.cors && OPEN_TO_ALL) });
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url = '', method = '', headers } = request;
    const say = (status: number, text: string, type = 'text/plain') =>
      void response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` }).end(text);
    for (const [name, value] of standard) response.setHeader(name, value);
    if (!isAllowedHost(headers.host, host)) {
      say(403, `This server does not answer for ${headers.host ?? 'no name'}: --host NAME lets it.\n`);
      return;
    }
    if (method !== 'GET' && method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      say(405, 'Files are only read here.\n');
      return;
    }
    if (site.page !== undefined && /^\/(?:[?#]|$)/.test(url)) {
      say(200, site.page, 'text/html');
      return;
    }
    for (const { at, from } of mounts) {
      const path = at === '' ? '' : `/${at}`;
      const fits = url.startsWith(`${path}/`);
      if (fits && (await sendFile(from, url.slice(path.length), request, response))) return;
    }
    say(404, `There is no ${url} here\n`);
  };
  return (request: IncomingMessage, response: ServerResponse): void => {
    respond(request, response).catch(() => response.destroy());
  };
}
