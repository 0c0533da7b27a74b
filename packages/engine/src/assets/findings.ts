import { openCache } from './kept';

/** What was found out about this device is found out anew after so long, ms: drivers and browsers change. */
const LASTS = 30 * 24 * 60 * 60 * 1000;

/** What is kept of a device from one visit to the next, by a name that holds all that it depends on. */
export function findingOf<T extends string>(
  name: string,
  values: readonly T[],
  now: () => number = Date.now,
): { recall(): Promise<T | null>; keep(found: T): Promise<void> } {
  const address = (): string => new URL(`/superposed-device?${encodeURIComponent(name)}`, location.href).href;
  return {
    async recall() {
      try {
        const kept = await (await openCache())?.match(address());
        const { found, at } = (await kept?.json()) as { found: T; at: number };
        return values.includes(found) && now() - at < LASTS ? found : null;
      } catch {
        return null;
      }
    },
    async keep(found) {
      try {
        await (await openCache())?.put(address(), Response.json({ found, at: now() }));
      } catch {
        // It is found out anew at the next visit.
      }
    },
  };
}
