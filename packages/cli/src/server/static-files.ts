import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAbsolute, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import send from '@fastify/send';

// Settings of Vite import this file as it stands: only packages here.

/**
 * Answers with a file of a folder, as RFC 9110 has it: ranges, HEAD, 304. Never with what is outside of the folder, by
 * dots or by links, nor with files or folders whose names begin with a dot. '/' at an end means the index.html there,
 * and a name without an ending may be that of a page.
 * @param path of the URL, below what stands for the folder; begins with '/', may end with a query
 * @returns false where there is no such file; then nothing has been sent
 */
export async function sendFile(
  folder: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const names = namesOf(path);
  const found = names && (await locate(folder, names));
  if (!found) return false;
  if (found.isFolder) {
    // Relative: what stands for the folder is not known here.
    response.writeHead(301, { Location: `./${encodeURIComponent(names.at(-1)!)}/` }).end();
    return true;
  }
  const { headers, method } = request;
  const range = method === 'GET' && !headers['if-range'] ? plainRange(headers.range, found.size) : undefined;
  // The library would send a file again that the reader has, if it asks for a fresh answer.
  delete headers['cache-control'];
  if (range === undefined) delete headers.range;
  else headers.range = range;
  const file = await send(request, found.names.map((name) => `/${encodeURIComponent(name)}`).join(''), {
    root: found.root,
    index: false,
    cacheControl: false,
    dotfiles: 'deny',
  });
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-cache');
  // RFC 9239: application/javascript is its old name.
  const type = file.headers['Content-Type']?.replace(/^application(?=\/javascript)/, 'text');
  response.writeHead(file.statusCode, { ...file.headers, ...(type && { 'Content-Type': type }) });
  // Closes the file when the reader goes, and the connection when the file can't be read on.
  await pipeline(file.stream, response).catch(() => response.destroy());
  return true;
}

/**
 * A Range header as no parser reads it wrong: one range, first byte named, as RFC 9110 means it (section 14.1.2).
 * @param size of the file, bytes
 * @returns undefined where the header is to be ignored: garbage, another unit, ends before it begins, several ranges
 *   (a server may send the whole file), an empty file
 */
export function plainRange(header: string | undefined, size: number): string | undefined {
  const [, first, last, suffix] = /^bytes=[ \t]*(?:(\d+)-(\d*)|-(\d+))[ \t]*$/i.exec(header ?? '') ?? [];
  if (size === 0) return undefined;
  // Past the end for a suffix of 0: there are no such bytes.
  if (suffix !== undefined) return `bytes=${Math.max(0, size - Number(suffix))}-`;
  if (first === undefined) return undefined;
  const [start, end] = [Number(first), last ? Math.min(Number(last), size - 1) : size - 1];
  if (last && Number(last) < start) return undefined;
  return start >= size ? `bytes=${size}-` : `bytes=${start}-${end}`;
}

/** What no name of a file may hold here: on Windows, '\' and ':' are parts of paths, and dots or spaces at an end go. */
// eslint-disable-next-line no-control-regex -- control characters are the point
const REFUSED = /^\.|^$|[/\\:\u0000-\u001F\u007F]|[. ]$/;

/** The names on the way to a file, the last one '' for a folder; undefined where one could lead elsewhere. */
function namesOf(path: string): string[] | undefined {
  try {
    const parts = path
      .replace(/[?#].*$/s, '')
      .split('/')
      .map(decodeURIComponent);
    const [before, ...names] = parts;
    const isFine =
      before === '' &&
      names.every((name, i) => (name === '' && i === names.length - 1) || !REFUSED.test(name));
    return isFine ? names : undefined;
  } catch {
    return undefined;
  }
}

interface Located {
  /** The folder and the names below it, without links. */
  readonly root: string;
  readonly names: readonly string[];
  readonly isFolder: boolean;
  readonly size: number;
}

async function locate(folder: string, names: readonly string[]): Promise<Located | undefined> {
  const last = names.at(-1)!;
  const named = (name: string) => inside(folder, [...names.slice(0, -1), name]);
  if (last !== '')
    return (await named(last)) ?? (last.includes('.') ? undefined : await named(`${last}.html`));
  const index = await named('index.html');
  return index?.isFolder ? undefined : index;
}

/** What lies there, if it is a file or folder that really lies inside, and not hidden. */
async function inside(folder: string, names: readonly string[]): Promise<Located | undefined> {
  try {
    const root = await realpath(folder);
    const real = await realpath(join(root, ...names));
    const way = relative(root, real);
    const found = await stat(real);
    const isFolder = found.isDirectory();
    if (isAbsolute(way) || way.split(sep).some((name) => name.startsWith('.'))) return undefined;
    return isFolder || found.isFile()
      ? { root, names: way.split(sep), isFolder, size: found.size }
      : undefined;
  } catch {
    return undefined;
  }
}
