export const CACHE_NAME = 'superposed-assets';

/** Where files are kept from one visit to the next; undefined where the browser gives no such place. */
export async function openCache(): Promise<Cache | undefined> {
  try {
    return await (globalThis as { caches?: CacheStorage }).caches?.open(CACHE_NAME);
  } catch {
    return undefined;
  }
}

/** Whether an earlier visit left a copy of the file here. */
export async function isKept(url: string): Promise<boolean> {
  const cache = await openCache();
  return (await cache?.match(url).catch(() => undefined)) !== undefined;
}
