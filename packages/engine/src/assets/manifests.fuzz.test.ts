import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeFile, useStubbedAssets } from './assets.fixture';
import { loadModel } from './load-model';

/** Most manifests in a case, one after the other; FUZZ_RUNS=50000 tries as many as it takes to be sure. */
const VISITS = 2;
const BASE = 'https://example.test/models/a/';
const MANIFEST = `${BASE}manifest.json`;
const CONTENT = ['first ', 'second', 'third.'];
const parts = CONTENT.map((text, i) => ({ file: `p${i}`, ...describeFile(text) }));
const good = { format: 'gguf', bytes: 18, parts };

/** What is kept of others: no manifest of this folder may change it. */
const OTHERS = Object.fromEntries(
  ['../b/manifest.json', '../b/p0', '../../ngrams/manifest.json', '/p0', 'https://elsewhere.test/p0'].map(
    (path) => [new URL(path, MANIFEST).href, `of others: ${path}`],
  ),
);

const stubbed = useStubbedAssets();

const part = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...parts) },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        file: fc.constantFrom(
          'p0',
          'p1',
          'p9',
          '../b/p0',
          '..',
          '/p0',
          'manifest.json',
          '../b/manifest.json',
          '',
          7,
        ),
        bytes: fc.constantFrom(6, 5, 7, 0, -6, 6.5, 2 ** 33, NaN, '6'),
        sha256: fc.constantFrom(parts[0]!.sha256, parts[1]!.sha256, '0'.repeat(64), '', null),
        holds: fc.constantFrom(parts[0], { ...parts[1], bytes: 2 ** 33 }, { bytes: 6 }, 6, null),
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
);
const list = fc.oneof(fc.array(part, { maxLength: 4 }), fc.jsonValue({ maxDepth: 1 }));
const manifest = fc.record(
  {
    format: fc.constantFrom('gguf', 'gguf', 'other'),
    bytes: fc.constantFrom(6, 12, 18, 24, 0, '18'),
    parts: list,
    shards: list,
  },
  { requiredKeys: ['format'] },
);
const answer = fc.oneof(
  { weight: 6, arbitrary: manifest.map((json) => JSON.stringify(json)) },
  { weight: 2, arbitrary: fc.nat(300).map((length) => JSON.stringify(good).slice(0, length)) },
  { weight: 1, arbitrary: fc.oneof(fc.json(), fc.string(), fc.constant('<!doctype html>')) },
);

const read = async (): Promise<string> => new TextDecoder().decode((await loadModel(MANIFEST)).bytes);

it('manifests of any kind lose nothing of a filled cache: each visit without a connection goes on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: VISITS }), async (answers) => {
      const files = Object.fromEntries(CONTENT.map((text, i) => [`${BASE}p${i}`, text]));
      stubbed.kept.clear();
      for (const [url, text] of Object.entries(OTHERS)) stubbed.kept.set(url, text);
      stubbed.files = { ...files, [MANIFEST]: JSON.stringify(good) };
      let last = await read();
      for (const text of answers) {
        stubbed.files = { ...files, [MANIFEST]: text };
        last = await read().catch(() => last);
        for (const [url, other] of Object.entries(OTHERS)) expect(stubbed.kept.get(url)).toBe(other);
        // Nothing but what is kept.
        stubbed.files = {};
        stubbed.files[MANIFEST] = new TypeError('offline');
        expect(await read()).toBe(last);
      }
    }),
  );
});
