import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ISOLATION } from '../scripts/asset-folders.ts';
import { builtSite } from './built-site';
import { PlainServer } from './plain-server';

/** Where all tests find the built site. */
export const PORT = Number(process.env.E2E_PORT ?? 5174);

/**
 * Serves what `npm run build` makes while the tests run, with the tiny model in it, isolated, and open to pages of other
 * origins.
 * @returns what ends it
 */
export default async function serveSite(): Promise<() => Promise<void>> {
  const { folder, remove } = await builtSite();
  // Their own processes find it, and build none.
  process.env.SUPERPOSED_SITE = folder;
  await cp(fileURLToPath(new URL('fixtures/tiny', import.meta.url)), join(folder, 'models/tiny'), {
    recursive: true,
  });
  const headers = { ...ISOLATION, 'Access-Control-Allow-Origin': '*' };
  const server = await PlainServer.start(folder, '/', headers, PORT);
  return async () => {
    await server.close();
    await remove();
  };
}
