import { expect, it } from 'vitest';
import { tokenizerFingerprint } from './fingerprint';

it('is the SHA-256 of the pieces joined by line feeds', async () => {
  // printf 'a\nb' | sha256sum
  const known = '7e18f737311b2dc3b2f269dd78396b0351f14fb66efa879f768cb23181883c78';
  expect(await tokenizerFingerprint(['a', 'b'])).toBe(known);
});

it('tells order, pieces and letters beyond ASCII apart', async () => {
  const all = await Promise.all(
    [['a', 'b'], ['b', 'a'], ['a', 'b', ''], ['ab'], ['Ġa', 'b'], []].map(tokenizerFingerprint),
  );
  expect(new Set(all).size).toBe(6);
  for (const each of all) expect(each).toMatch(/^[0-9a-f]{64}$/);
});
