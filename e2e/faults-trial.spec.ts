import { expect, test, type Writer } from './hostile';
import { after, devices, sabotage, WITH_GPU, whenAsked } from './sabotage';

/* What can go wrong where the graphics processor is tried beside WASM. The software adapter stands for a real one. */

const REAL = `Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { get: () => false });`;
/** Each hand-over takes 30 ms more. */
const SLOW = after(
  'GPUQueue',
  'submit',
  'for (const end = performance.now() + 30; performance.now() < end; );',
);
/** Does something before each pass on WASM. */
function onWasm(act: string): string {
  return `{ const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...given) => {
      const made = await instantiate(...given);
      const decode = made.exports?.decode;
      return decode ? { exports: { ...made.exports, decode() { ${act}; decode(); } } } : made;
    }; }`;
}
/** Each pass on WASM takes a minute more, by the worker's clock alone: longer than the other's on any machine. */
const WASM_SEEMS_SLOW = `const now = performance.now.bind(performance); let passes = 0;
  performance.now = () => now() + 60_000 * passes; ${onWasm('passes++')}`;
/** Workers of one page tell each other, and the page, by this. */
const CHANNEL = `const faults = new BroadcastChannel('faults');`;
/** Those that nobody waits for are of the trial, which times WASM first and the other device then. */
const WHEN_TIMED = `let asked = Infinity;
  addEventListener('message', ({ data }) => { if (data.type === 'suggest') asked = Date.now(); });
  ${onWasm("if (Date.now() - asked > 1500) faults.postMessage('lose')")}`;
const LOSE = `faults.postMessage('lost'); gpu.destroy()`;

const ON_BOTH = 'ngrams="" device="auto"';

/** Waits until the device is lost. */
async function lost({ page }: Writer): Promise<void> {
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('fault'))).toBe('lost');
}

test.beforeEach(({ page }) =>
  page.addInitScript(() => {
    new BroadcastChannel('faults').onmessage = ({ data }) => {
      if (data === 'lost') sessionStorage.setItem('fault', 'lost');
    };
  }),
);

/** What the trial of the adapter found, once it has. */
const finding = (): Promise<string | null> =>
  caches
    .open('superposed-assets')
    .then((cache) => cache.keys())
    .then(async (requests) => {
      const kept = requests.find(({ url }) => url.includes('superposed-device'));
      return kept ? ((await (await caches.match(kept))!.json()) as { found: string }).found : null;
    });

test('a graphics processor that is slow: drafts stay on WASM', async ({ writer, site, page }) => {
  sabotage(site, REAL + SLOW);
  await writer.visit(ON_BOTH);
  await writer.expectDrafts('ab');
  await expect.poll(() => page.evaluate(finding)).toBe('slower');
  await writer.expectDrafts('c');
  expect(await devices(writer)).toEqual(['wasm']);
});

for (const [when, line] of [
  [
    'is had',
    `const take = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (...wanted) {
      await take.apply(this, wanted); ${LOSE}; return gpu; };`,
  ],
  ['is built for', after('GPUDevice', 'createShaderModule', LOSE)],
  ['makes its first pass', after('GPUBuffer', 'mapAsync', LOSE)],
  ['is timed', `${WHEN_TIMED} faults.onmessage = ({ data }) => { if (data === 'lose' && gpu) { ${LOSE} } };`],
] as const) {
  test(`a graphics processor that is lost while it ${when}: drafts stay on WASM`, async ({
    writer,
    site,
  }) => {
    sabotage(site, REAL + WITH_GPU + CHANNEL + line);
    await writer.visit(ON_BOTH);
    await writer.expectDrafts('ab');
    await lost(writer);
    await writer.expectDrafts('c');
    expect(await devices(writer)).toEqual(['wasm']);
    expect(await writer.heard('error')).toEqual([]);
  });
}

for (const [when, line] of [
  ['between requests', `faults.onmessage = ({ data }) => { if (data === 'lose' && gpu) { ${LOSE} } };`],
  [
    'within one',
    `let armed = false; faults.onmessage = ({ data }) => { armed = data === 'lose'; };
    ${after('GPUBuffer', 'mapAsync', `if (armed) { armed = false; ${LOSE} }`)}`,
  ],
] as const) {
  test(`a graphics processor that is faster takes over, and when it is lost ${when}, WASM does`, async ({
    writer,
    site,
  }) => {
    sabotage(
      site,
      REAL + WITH_GPU + WASM_SEEMS_SLOW + CHANNEL + line + whenAsked(`faults.postMessage('lose')`),
    );
    await writer.visit(ON_BOTH);
    await writer.expectDrafts('ab');
    await expect.poll(() => devices(writer)).toEqual(['wasm', 'webgpu']);
    await writer.expectDrafts('c');
    await writer.expectDrafts('§');
    await lost(writer);
    await writer.expectDrafts('d');
    await expect.poll(() => devices(writer)).toEqual(['wasm', 'webgpu', 'wasm']);
    expect(await writer.heard('error')).toEqual([]);
  });
}
