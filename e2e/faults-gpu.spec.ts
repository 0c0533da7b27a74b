import { expect, test } from './hostile';
import { devices, meetFault, sabotage, WORKER, whenAsked } from './sabotage';

/* What can go wrong with the graphics processor. */

/** Keeps hold of the worker's graphics processor. */
const WITH_GPU = `const { requestDevice } = GPUAdapter.prototype; let gpu;
  GPUAdapter.prototype.requestDevice = async function (...wanted) {
    return (gpu = await requestDevice.apply(this, wanted));
  };`;

/** Does something to it as soon as one of its kind of object has done this. */
const after = (kind: string, done: string, act: string) => `{ const { ${done} } = ${kind}.prototype;
  ${kind}.prototype.${done} = function (...given) {
    const result = ${done}.apply(this, given); ${act}; return result; }; }`;

const LOSE = 'gpu.destroy()';
/** A buffer that may be used for nothing at all. */
const MISUSE = 'gpu.createBuffer({ size: 4, usage: 0 })';
const LOST_AT_ONCE = `const take = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...wanted) {
    await take.apply(this, wanted); ${LOSE}; return gpu;
  };`;

const ON_GPU = 'ngrams="" device="webgpu"';

test('a graphics processor that is lost whenever it is ready: WASM takes over', async ({ writer, site }) => {
  const loseWhenReady = `const say = postMessage; globalThis.postMessage = (message) => {
    say(message); if (message.type === 'ready') gpu?.destroy(); };`;
  sabotage(site, WITH_GPU + loseWhenReady);
  await writer.visit(ON_GPU);
  await writer.expectDrafts();
  expect((await writer.heard('error'))[0]!.message).toContain('the graphics processor was lost');
  expect(await devices(writer)).toEqual(['webgpu', 'webgpu', 'wasm']);
});

for (const [what, line] of [
  ['is lost as soon as it is had', LOST_AT_ONCE],
  ['is lost while its kernels are compiled', after('GPUDevice', 'createShaderModule', LOSE)],
  ['is lost while a pass is waited for', after('GPUBuffer', 'mapAsync', LOSE)],
  ['reports an error of validation', after('GPUBuffer', 'mapAsync', MISUSE)],
] as const) {
  test(`a graphics processor that ${what}, at the start: WASM takes over`, async ({ writer, site }) => {
    sabotage(site, WITH_GPU + line);
    await writer.visit(ON_GPU);
    await writer.expectDrafts();
    expect(await devices(writer)).toEqual(['wasm']);
    expect((await writer.heard('error')).map(({ fatal }) => fatal)).toEqual([false]);
  });
}

test('a graphics processor that is lost, and again at the next start: WASM takes over', async ({
  writer,
  site,
}) => {
  const faults = [whenAsked(LOSE), LOST_AT_ONCE];
  site.change(WORKER, (script, count) => `${WITH_GPU}${faults[count]};\n${script.toString()}`);
  await writer.visit(ON_GPU);
  await meetFault(writer);
  expect((await writer.drafts()).length).toBeGreaterThan(0);
  expect(await devices(writer)).toEqual(['webgpu', 'wasm']);
});

test('the graphics process of the browser crashes: drafts go on', async ({ writer, browser }) => {
  await writer.visit(ON_GPU);
  await writer.expectDrafts('ab');
  const devtools = await browser.newBrowserCDPSession();
  await devtools.send('Browser.crashGpuProcess');
  await writer.expectDrafts('§');
  expect((await devices(writer)).length).toBeGreaterThan(1);
});

test('a graphics processor that reports an error of validation is had anew', async ({ writer, site }) => {
  sabotage(site, WITH_GPU + whenAsked(MISUSE), 1);
  await writer.visit(ON_GPU);
  await meetFault(writer);
  expect((await writer.drafts()).length).toBeGreaterThan(0);
  expect((await writer.heard('error'))[0]!.message).toContain('the graphics processor failed');
  expect(await devices(writer)).toEqual(['webgpu', 'webgpu']);
});

test('a graphics processor that refuses: WASM takes over', async ({ writer, site }) => {
  sabotage(site, "GPUAdapter.prototype.requestDevice = () => Promise.reject(new Error('refused'))");
  await writer.visit(ON_GPU);
  await writer.expectDrafts();
  expect(await devices(writer)).toEqual(['wasm']);
  expect(await writer.codes()).toEqual(['session-failed']);
});

/** The software adapter, for a real one; each hand-over takes 30 ms more. */
const REAL_BUT_SLOW = `Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { get: () => false });
  ${after('GPUQueue', 'submit', 'for (const end = performance.now() + 30; performance.now() < end; );')}`;

/** What the trial of the adapter found, once it has. */
const finding = (): Promise<string | null> =>
  caches
    .open('superposed-assets')
    .then((cache) => cache.keys())
    .then(async (requests) => {
      const kept = requests.find(({ url }) => url.includes('superposed-device'));
      return kept ? ((await (await caches.match(kept))!.json()) as { found: string }).found : null;
    });

test('a graphics processor that is slow, where the device is measured: drafts stay on WASM', async ({
  writer,
  site,
  page,
}) => {
  sabotage(site, REAL_BUT_SLOW);
  await writer.visit('ngrams="" device="auto"');
  await writer.expectDrafts('ab');
  await expect.poll(() => page.evaluate(finding), { timeout: 120_000 }).toBe('slower');
  await writer.expectDrafts('c');
  expect(await devices(writer)).toEqual(['wasm']);
});

test('a graphics processor that is lost while it is tried: drafts stay on WASM', async ({ writer, site }) => {
  sabotage(site, `${REAL_BUT_SLOW};${WITH_GPU}${after('GPUDevice', 'createShaderModule', LOSE)}`);
  await writer.visit('ngrams="" device="auto"');
  await writer.expectDrafts('ab');
  await writer.expectDrafts('c');
  expect(await devices(writer)).toEqual(['wasm']);
  expect(await writer.heard('error')).toEqual([]);
});
