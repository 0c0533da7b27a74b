import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

/** What `npm run build` takes, with another folder to write to. */
const siteConfig = (outDir: string): InlineConfig => ({
  configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
  logLevel: 'error',
  mode: 'production',
  build: { outDir },
});

/**
 * What `npm run build` makes: in the folder that SUPERPOSED_SITE names, where it was built once for several suites,
 * else in one of its own.
 */
export async function builtSite(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const shared = process.env.SUPERPOSED_SITE;
  if (shared) return { folder: shared, remove: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'superposed-build-'));
  await build(siteConfig(folder));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
