import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { cut, hangUp, silence, status } from './hostile-site';
import { expect, MANIFEST, MODEL, test } from './hostile';

/* What can go wrong with the files that the element fetches. */

/** Serves the manifest with some changes. */
const manifest = (changes: object) => (file: Buffer) =>
  JSON.stringify({ ...(JSON.parse(file.toString()) as object), ...changes });

const part = (file: string, bytes: number, content: Buffer | string = '') => ({
  file,
  bytes,
  sha256: createHash('sha256').update(content).digest('hex'),
});

test('a download that is cut off goes on where it stopped', async ({ writer, site }) => {
  site.next(MODEL, cut(100_000), cut(50_000));
  await writer.visit();
  await writer.expectDrafts();
  const ranges = site.asked.filter((asked) => asked.startsWith(MODEL)).map((asked) => asked.split('=')[1]);
  expect(ranges).toEqual([undefined, '100000-', '150000-']);
});

test('a server that is overloaded is asked again', async ({ writer, site }) => {
  site.next(MANIFEST, status(503));
  site.next(MODEL, status(429), status(502));
  await writer.visit();
  await writer.expectDrafts();
  expect(site.count(MODEL)).toBe(3);
});

test('a server that says nothing leaves the field as it is', async ({ writer, site }) => {
  site.all(/tiny\.gguf/, silence);
  await writer.visit();
  await expect(writer.status).toContainText('Loading');
  await writer.typeOn('Nobody answers.');
  expect(await writer.heard('error')).toEqual([]);
});

for (const [what, answer, code] of [
  ['a model that is not there', status(404), 'missing-part'],
  ['a page in the place of the model', status(200, '<!doctype html>'), 'wrong-checksum'],
  ['a model longer than announced', status(200, 'x'.repeat(2_000_000)), 'wrong-checksum'],
] as const) {
  test(`${what} is named, and can be tried again`, async ({ writer, site, page }) => {
    const heal = site.all(/tiny\.gguf/, answer);
    await writer.visit();
    expect(await writer.failure()).toMatchObject({ code });
    await expect(writer.status).toContainText('tiny.gguf');
    await writer.typeOn('ab');
    heal();
    await page.getByRole('button', { name: 'Try again' }).click();
    await writer.expectDrafts('c');
  });
}

for (const [what, changes] of [
  ['announces more than memory holds', { bytes: 2 ** 50, parts: [part('tiny.gguf', 2 ** 50)] }],
  ['names a file on another host', { parts: [part('https://evil.example/tiny.gguf', 1)], bytes: 1 }],
  ['names a file in another folder', { parts: [part('../../secret', 1)], bytes: 1 }],
] as const) {
  test(`a manifest that ${what} is refused`, async ({ writer, site }) => {
    site.change(/tiny\/manifest\.json/, manifest(changes));
    await writer.visit();
    expect(await writer.failure()).toMatchObject({ code: 'bad-manifest' });
    await writer.typeOn('It still works.');
    expect(site.count(MODEL)).toBe(0);
  });
}

test('no connection at the first visit: says so, and goes on by itself when there is one', async ({
  writer,
  site,
  page,
}) => {
  const heal = site.all(/tiny/, hangUp);
  await writer.visit();
  expect(await writer.failure()).toMatchObject({ code: 'offline' });
  await writer.typeOn('ab');
  heal();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await writer.expectDrafts('c');
});

test('no connection at a later visit: everything is there', async ({ writer, site }) => {
  await writer.visit();
  await writer.expectDrafts();
  site.all(/tiny/, hangUp);
  await writer.visit();
  await writer.expectDrafts();
  expect(site.count(MODEL)).toBe(1);
});

test('a kept file that is damaged is thrown out and fetched again', async ({ writer, site, page }) => {
  await writer.visit();
  await writer.expectDrafts();
  await page.evaluate(async (url) => {
    const cache = await caches.open('superposed-assets');
    const bytes = new Uint8Array(await (await cache.match(url))!.arrayBuffer());
    bytes[5000]! ^= 1;
    await cache.put(url, new Response(bytes));
  }, MODEL);
  await writer.visit();
  await writer.expectDrafts();
  expect(site.count(MODEL)).toBe(2);
  await writer.visit();
  await writer.expectDrafts();
  expect(site.count(MODEL)).toBe(2);
});

test('a new version takes the place of the old one, which is not kept', async ({ writer, site, page }) => {
  const kept = () =>
    page.evaluate(async () => (await (await caches.open('superposed-assets')).keys()).map(({ url }) => url));
  await writer.visit();
  await writer.expectDrafts();
  const model = await (await page.request.get(site.origin + MODEL)).body();
  const renamed = part('v2.gguf', model.length, model);
  site.change(/tiny\/manifest\.json/, manifest({ parts: [renamed] }));
  site.all(/v2\.gguf/, (response) => response.end(model));
  await writer.visit();
  await writer.expectDrafts();
  expect(await kept()).toEqual(expect.arrayContaining([`${site.origin}/models/tiny/v2.gguf`]));
  expect(await kept()).not.toContain(site.origin + MODEL);
});

test('a model file that is damaged though its checksum is right is refused', async ({ writer, site }) => {
  const broken = (file: Buffer) => file.fill(0xff, 24, 400);
  site.change(/tiny\.gguf/, broken);
  site.change(/tiny\/manifest\.json/, (file) => {
    const { parts, bytes } = JSON.parse(file.toString()) as { parts: { sha256: string }[]; bytes: number };
    return JSON.stringify({ format: 'gguf', bytes, parts: [{ ...parts[0], sha256: sums.at(-1) }] });
  });
  const sums: string[] = [];
  site.change(/tiny\.gguf/, (file) => {
    sums.push(createHash('sha256').update(file).digest('hex'));
    return file;
  });
  await writer.page.request.get(site.origin + MODEL);
  await writer.visit();
  expect(await writer.failure()).toMatchObject({ code: 'invalid-model' });
  await writer.typeOn('It still works.');
});

for (const [what, holds, outcome] of [
  ['that is right is unpacked once', 0, null],
  ['that holds less than is said is named', 1, 'wrong-checksum'],
] as const) {
  test(`a packed part ${what}`, async ({ writer, site, page }) => {
    const model = await (await page.request.get(site.origin + MODEL)).body();
    const packed = gzipSync(model);
    const { bytes, sha256 } = part('tiny.gguf', model.length + holds, model);
    const described = { ...part('packed.bin', packed.length, packed), holds: { bytes, sha256 } };
    site.change(/tiny\/manifest\.json/, manifest({ parts: [described], bytes }));
    site.all(/packed\.bin/, (response) => response.end(packed));
    await writer.visit();
    if (outcome !== null) {
      expect(await writer.failure()).toMatchObject({ code: outcome });
      await expect(writer.status).toContainText('packed.bin');
      await writer.typeOn('It still works.');
      return;
    }
    await writer.expectDrafts();
    await writer.visit();
    await writer.expectDrafts();
    expect(site.count('/models/tiny/packed.bin')).toBe(1);
  });
}

test('a table of another vocabulary is left out, with a warning', async ({ writer }) => {
  await writer.visit('ngrams="/ngrams/english/manifest.json"');
  await expect.poll(() => writer.codes()).toContain('other-tokenizer');
  await writer.expectDrafts();
});

test('a table that never comes does not keep the model from its work', async ({ writer, site }) => {
  site.all(/ngrams/, hangUp);
  await writer.visit('ngrams="/ngrams/english/manifest.json"');
  await writer.expectDrafts();
  expect(await writer.codes()).toEqual(['offline']);
});
