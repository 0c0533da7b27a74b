import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Connect, Plugin } from 'vite';
import { isAllowedHost } from '../packages/cli/src/server/hosts.ts';
import { sendFile } from '../packages/cli/src/server/static-files.ts';

/** Files of one folder on disk that the page finds below one path, relative to its base. */
export interface AssetFolder {
  /** Where the page finds them, for example 'models/tiny'. */
  at: string;
  /** The folder on disk. */
  from: string;
  /** Only these files; by default every file in the folder. */
  files?: readonly string[];
  /** Endings of files that a build holds gzipped, under their own names; what reads them takes both. */
  gzip?: readonly string[];
}

/** Content types by extension. */
export const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** Cross-origin isolation: without it the browser gives the page no shared memory, so no WASM threads. */
export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * Serves folders as they are in development, and copies them into the build: no bundling, no hashing, no
 * copy in the source tree. A file that is missing there is answered with 404, never with the page. Every
 * answer, in development and preview, isolates the page across origins. `find` is asked only when the files
 * are needed: it may have to fetch them.
 */
export function assetFolders(find: () => Promise<readonly AssetFolder[]>): Plugin {
  let base = '/';
  let outDir = 'dist';
  return {
    name: 'superposed:asset-folders',
    config: () => ({ server: { headers: ISOLATION }, preview: { headers: ISOLATION } }),
    configResolved(config) {
      base = config.base.startsWith('/') ? config.base : '/';
      outDir = resolve(config.root, config.build.outDir);
    },
    async configureServer(server) {
      const folders = await find();
      server.middlewares.use((request, response, next) => {
        serve(folders, base, request, response, next).catch(next);
      });
    },
    async writeBundle() {
      for (const folder of await find()) await copy(folder, join(outDir, folder.at));
    },
  };
}

async function serve(
  folders: readonly AssetFolder[],
  base: string,
  request: IncomingMessage,
  response: ServerResponse,
  next: Connect.NextFunction,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const path = pathname.startsWith(base) ? pathname.slice(base.length) : '';
  const here = folders.filter(({ at }) => path.startsWith(`${at}/`));
  // Vite refuses what comes by another site's name.
  if (here.length === 0 || !isAllowedHost(request.headers.host)) {
    next();
    return;
  }
  for (const [name, value] of Object.entries(ISOLATION)) response.setHeader(name, value);
  for (const { at, from, files } of here) {
    const file = path.slice(at.length + 1);
    const isListed = file !== '' && !file.includes('/') && (files?.includes(file) ?? true);
    if (isListed && (await sendFile(from, `/${file}`, request, response))) return;
  }
  response.writeHead(404, { 'Content-Type': 'text/plain' });
  response.end(`There is no ${pathname} here\n`);
}

async function copy({ from, files, gzip = [] }: AssetFolder, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const file of files ?? (await visibleFiles(from))) {
    const [source, target] = [join(from, file), join(to, file)];
    if (gzip.includes(extname(file))) {
      await pipeline(createReadStream(source), createGzip({ level: 9 }), createWriteStream(target));
    } else await copyFile(source, target);
  }
}

async function visibleFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
}
