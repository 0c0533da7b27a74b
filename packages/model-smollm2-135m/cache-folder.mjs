import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder that keeps what was fetched for this user, shared by all clones on the machine.
 * `SUPERPOSED_CACHE` wins; else the place that the operating system names for caches.
 * @param {Record<string, string | undefined>} [env]
 * @param {string} [platform] as `process.platform`
 * @returns {string} a path; the folder may not exist yet
 */
export function cacheFolder(env = process.env, platform = process.platform) {
  if (env.SUPERPOSED_CACHE) return env.SUPERPOSED_CACHE;
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'superposed');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'superposed');
  if (platform === 'win32' && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'superposed');
  return join(homedir(), '.cache', 'superposed');
}
