import { expect, MODEL, test } from './hostile';
import { status } from './hostile-site';
import { devices, meetFault, sabotage, WORKER, whenAsked } from './sabotage';

/* What can go wrong in the worker. */

for (const [what, act] of [
  ['throws where nothing catches', "setTimeout(() => { throw new Error('out of memory'); })"],
  ['says what nobody understands', "postMessage({ type: 'drafts', id: 'x' })"],
] as const) {
  test(`a worker that ${what} is replaced, and the next one is asked the same`, async ({ writer, site }) => {
    sabotage(site, whenAsked(act), 1);
    await writer.visit();
    await meetFault(writer);
    expect((await writer.drafts()).length).toBeGreaterThan(0);
    expect(await writer.codes()).toEqual(['worker-crashed']);
    expect(await devices(writer)).toEqual(['wasm', 'wasm']);
    expect(site.count(MODEL)).toBe(1);
  });
}

for (const [what, act] of [
  ['ends without a word', 'close()'],
  ['hangs', 'for (;;);'],
] as const) {
  test(`a worker that ${what} is found out and replaced; typing goes on meanwhile`, async ({
    writer,
    site,
    page,
  }) => {
    await page.clock.install();
    sabotage(site, whenAsked(act), 1);
    await writer.visit();
    await meetFault(writer);
    await page.clock.runFor(70_000);
    expect((await writer.drafts()).length).toBeGreaterThan(0);
    expect(await writer.codes()).toEqual(['worker-crashed']);
  });
}

test('a worker that dies again and again is given up politely, and can be tried again', async ({
  writer,
  site,
  page,
}) => {
  sabotage(site, whenAsked('null.x'), 4);
  await writer.visit();
  await meetFault(writer);
  await expect.poll(() => writer.codes()).toHaveLength(4);
  await writer.typeOn('§');
  expect(await writer.failure()).toMatchObject({ code: 'worker-crashed' });
  await writer.typeOn('It still works. §');
  await page.getByRole('button', { name: 'Try again' }).click();
  expect((await writer.drafts()).length).toBeGreaterThan(0);
});

test('a worker whose script is not there', async ({ writer, site }) => {
  site.all(WORKER, status(404));
  await writer.visit();
  expect(await writer.failure()).toMatchObject({ code: 'worker-crashed' });
  await writer.typeOn('It still works.');
});

test('no memory for the model', async ({ writer, site }) => {
  sabotage(site, "WebAssembly.Memory = class { constructor() { throw new RangeError('no memory'); } }");
  await writer.visit();
  expect(await writer.failure()).toMatchObject({ code: 'session-failed' });
  await writer.typeOn('It still works.');
});

test('no helper threads: the model runs on one', async ({ writer, site }) => {
  site.all(/kernel-worker-/, status(500));
  await writer.visit();
  await writer.expectDrafts();
});

test('no isolation across origins: the model runs on one thread', async ({ writer, site, page }) => {
  site.headers = {};
  await writer.visit();
  await writer.expectDrafts();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
});
