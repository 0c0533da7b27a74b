import { createHash } from 'node:crypto';
import { expect, test, type Page } from 'playwright/test';
import { DemoPage } from './demo-page';

interface Manifest {
  bytes: number;
  parts: { file: string; bytes: number; sha256: string }[];
}

/** Serves another manifest of the model than the one on disk. */
async function changeManifest(page: Page, change: (manifest: Manifest) => void): Promise<void> {
  await page.route('**/models/smollm2-135m/manifest.json', async (route) => {
    const response = await route.fetch();
    const manifest = (await response.json()) as Manifest;
    change(manifest);
    await route.fulfill({ response, json: manifest });
  });
}

/** Serves the tiny model with some bytes changed, and a manifest to match. */
async function changeTinyModel(page: Page, change: (gguf: Buffer) => void): Promise<void> {
  const folder = '/models/tiny/';
  const gguf = await (await page.request.get(`${folder}tiny.gguf`)).body();
  change(gguf);
  const manifest = (await (await page.request.get(`${folder}manifest.json`)).json()) as Manifest;
  manifest.parts[0]!.sha256 = createHash('sha256').update(gguf).digest('hex');
  await page.route(`**${folder}tiny.gguf`, (route) => route.fulfill({ body: gguf }));
  await page.route(`**${folder}manifest.json`, (route) => route.fulfill({ json: manifest }));
}

/** The script of the engine's worker. */
const ENGINE = '**/assets/worker-*.js';

/** A model that fails is the end of all drafts only where there is no table to make them. */
const WITHOUT_TABLE = '?device=wasm&ngrams=';

let demo: DemoPage;
test.beforeEach(({ page }) => {
  demo = new DemoPage(page);
});

test('a missing part: says which, and goes on when it is there', async ({ page }) => {
  const missing = '**/models/smollm2-135m/part-2.bin';
  await page.route(missing, (route) => route.fulfill({ status: 404, body: 'not here' }));
  await demo.open(WITHOUT_TABLE);
  expect(await demo.failure()).toMatchObject({ code: 'missing-part' });
  await expect(demo.status).toContainText('part-2.bin is not there');
  await demo.expectPlainTextarea();
  await page.unroute(missing);
  await page.getByRole('button', { name: 'Try again' }).click();
  await demo.write(' I will');
  expect(await demo.drafts()).toHaveLength(3);
});

test('no connection', async ({ page }) => {
  await page.route('**/models/smollm2-135m/part-0.bin', (route) => route.abort('internetdisconnected'));
  await demo.open(WITHOUT_TABLE);
  expect(await demo.failure()).toMatchObject({ code: 'offline' });
  await demo.expectPlainTextarea();
});

test('a wrong checksum', async ({ page }) => {
  await changeManifest(page, ({ parts }) => {
    parts[0]!.sha256 = '0'.repeat(64);
  });
  await demo.open(WITHOUT_TABLE);
  expect(await demo.failure()).toMatchObject({ code: 'wrong-checksum' });
  await expect(demo.status).toContainText('part-0.bin');
  await demo.expectPlainTextarea();
});

test('a truncated GGUF file', async ({ page }) => {
  await changeManifest(page, (manifest) => {
    manifest.parts.length = 1;
    manifest.bytes = manifest.parts[0]!.bytes;
  });
  await demo.open(WITHOUT_TABLE);
  expect(await demo.failure()).toMatchObject({ code: 'truncated' });
  await demo.expectPlainTextarea();
});

test('another architecture', async ({ page }) => {
  await changeTinyModel(page, (gguf) => gguf.write('phant', gguf.indexOf('llama')));
  await demo.open('?device=wasm&model=/models/tiny/manifest.json&ngrams=');
  expect(await demo.failure()).toMatchObject({ code: 'unsupported-architecture' });
  await expect(demo.status).toContainText('phant');
  await demo.expectPlainTextarea();
});

test('another quantisation', async ({ page }) => {
  await changeTinyModel(page, (gguf) => {
    const name = 'token_embd.weight';
    // After the name: the number of dimensions, the dimensions, the type.
    const dimensions = gguf.indexOf(name) + name.length;
    const Q2_K = 10;
    gguf.writeUInt32LE(Q2_K, dimensions + 4 + 8 * gguf.readUInt32LE(dimensions));
  });
  await demo.open('?device=wasm&model=/models/tiny/manifest.json&ngrams=');
  expect(await demo.failure()).toMatchObject({ code: 'unsupported-quantisation' });
  await expect(demo.status).toContainText('Q2_K');
  await demo.expectPlainTextarea();
});

test('a manifest that is none', async () => {
  await demo.open('?device=wasm&model=/index.html&ngrams=');
  expect(await demo.failure()).toMatchObject({ code: 'bad-manifest' });
  await demo.expectPlainTextarea();
});

test('a missing shard of the table costs only the table', async ({ page }) => {
  await page.route('**/ngrams/english/*', (route) =>
    route.request().url().endsWith('.json') ? route.fallback() : route.fulfill({ status: 404 }),
  );
  await demo.open();
  await demo.write('Thank you for your email. I will');
  expect(await demo.drafts()).toHaveLength(3);
  const errors = await demo.heard('error');
  expect(errors[0]).toMatchObject({ code: 'missing-part', fatal: false });
  expect(errors.filter(({ fatal }) => fatal)).toEqual([]);
  await expect(page.getByText('without a phrase table')).toBeVisible();
});

test('WebAssembly switched off', async ({ page }) => {
  await page.route(ENGINE, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `delete globalThis.WebAssembly;\n${await response.text()}` });
  });
  await demo.open(WITHOUT_TABLE);
  expect(await demo.failure()).toMatchObject({ code: 'wasm-unavailable' });
  await demo.expectPlainTextarea();
});

test('a worker that can not start', async ({ page }) => {
  await page.route(ENGINE, (route) => route.fulfill({ status: 500 }));
  await demo.open();
  expect(await demo.failure()).toMatchObject({ code: 'worker-crashed' });
  await demo.expectPlainTextarea();
});
