import { expect, test } from './hostile';
import { after, devices, meetFault, sabotage, WITH_GPU, WORKER, whenAsked } from './sabotage';

/* What can go wrong with the graphics processor. */

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
