import { expect, MODEL, test, type Writer } from './hostile';
import { status, type HostileSite } from './hostile-site';

/* What can go wrong in the worker and on the graphics processor. */

const WORKER = /assets\/worker-/;

/** Puts a line before the worker's script, in the first `workers` that start. */
function sabotage(site: HostileSite, line: string, workers = Infinity): void {
  site.change(WORKER, (script, count) => (count < workers ? `${line};\n${script.toString()}` : script));
}

/** What a worker does when it is asked to go on after a text that ends with '§', which no draft foresees. */
const whenAsked = (act: string) =>
  `addEventListener('message', ({ data }) => { if (data.type === 'suggest' && data.text.endsWith('§')) { ${act} } })`;

/** Types until the worker meets its fault. */
async function meetFault(writer: Writer): Promise<void> {
  await writer.expectDrafts('ab');
  await writer.typeOn('§');
}

async function devices(writer: Writer): Promise<string[]> {
  const progress = await writer.heard('progress');
  return progress.filter(({ state }) => state === 'ready').map(({ device }) => device);
}

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

/** Keeps hold of the worker's graphics processor. */
const WITH_GPU = `const { requestDevice } = GPUAdapter.prototype; let gpu;
  GPUAdapter.prototype.requestDevice = async function (...wanted) {
    return (gpu = await requestDevice.apply(this, wanted));
  };`;

test('a graphics processor that makes an error is had anew', async ({ writer, site }) => {
  const error = "new GPUUncapturedErrorEvent('uncapturederror', { error: new GPUValidationError('bad') })";
  sabotage(site, WITH_GPU + whenAsked(`gpu.dispatchEvent(${error})`), 1);
  await writer.visit('ngrams="" device="webgpu"');
  await meetFault(writer);
  expect((await writer.drafts()).length).toBeGreaterThan(0);
  expect((await writer.heard('error'))[0]!.message).toContain('the graphics processor failed: bad');
  expect(await devices(writer)).toEqual(['webgpu', 'webgpu']);
});

test('a graphics processor that refuses: WASM takes over', async ({ writer, site }) => {
  sabotage(site, "GPUAdapter.prototype.requestDevice = () => Promise.reject(new Error('refused'))");
  await writer.visit('ngrams="" device="webgpu"');
  await writer.expectDrafts();
  expect(await devices(writer)).toEqual(['wasm']);
  expect(await writer.codes()).toEqual(['session-failed']);
});
