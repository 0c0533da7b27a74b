import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What servers send smaller when they find it compressed beside it (gzip_static, brotli_static, precompressed). */
const TEXT = new Set(['.html', '.js', '.mjs', '.css', '.json', '.svg', '.webmanifest']);
/** Below this many bytes it does not pay. */
const WORTH_IT = 1024;

/**
 * Makes a build one that any static host can serve: tells the service worker which files the page consists of, and lays
 * a .gz and a .br beside each file of text.
 * @param worker name of the service worker's file
 */
export function staticSite(worker: string): Plugin {
  let publicDir = '';
  let outDir = '';
  return {
    name: 'superposed:static-site',
    apply: 'build',
    configResolved(config) {
      publicDir = config.publicDir;
      outDir = resolve(config.root, config.build.outDir);
    },
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const chunk = bundle[worker];
        // Workers are built by themselves, and have no service worker in them.
        if (chunk?.type !== 'chunk') return;
        const hash = createHash('sha256');
        const files: string[] = [];
        for (const [name, file] of Object.entries(bundle)) {
          if (file === chunk || name.endsWith('.map')) continue;
          files.push(name);
          hash.update(name).update(file.type === 'chunk' ? file.code : file.source);
        }
        for (const name of await readdir(publicDir)) {
          // Settings of hosts are no part of the page.
          if (/^[._]/.test(name)) continue;
          files.push(name);
          hash.update(name).update(await readFile(join(publicDir, name)));
        }
        const shell = { files: files.sort(), revision: hash.update(chunk.code).digest('hex').slice(0, 12) };
        chunk.code = `const SHELL = ${JSON.stringify(shell)};\n${chunk.code}`;
      },
    },
    async closeBundle() {
      const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
      for (const entry of entries) {
        if (!entry.isFile() || !TEXT.has(extname(entry.name))) continue;
        const file = join(entry.parentPath, entry.name);
        const bytes = await readFile(file);
        if (bytes.length < WORTH_IT) continue;
        await writeFile(`${file}.gz`, gzipSync(bytes, { level: 9 }));
        await writeFile(`${file}.br`, brotliCompressSync(bytes));
      }
    },
  };
}
