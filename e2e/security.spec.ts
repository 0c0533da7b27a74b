import type { FrameLocator, Page } from 'playwright/test';
import { expect, pageWith, test } from './hostile';
import type { HostileSite } from './hostile-site';
import { enforce } from './policy';

/* What a page may forbid, and where it may put the element. */

test('under the strictest policy everything works, what is loaded later too, and no violation is reported', async ({
  writer,
  site,
  page,
}) => {
  const violated = enforce(site);
  await writer.visit('ngrams="" personal lang="de"');
  // Enough of English for a field on a German page.
  const english = 'We will see you there';
  await writer.typeOn(english);
  await writer.drafts();
  await expect(page.getByRole('listbox', { name: 'Vorschläge' }).getByRole('option')).not.toHaveCount(0);
  await page.keyboard.press('Tab');
  writer.typed = await writer.field.inputValue();
  expect(writer.typed.length).toBeGreaterThan(english.length);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(violated).toEqual([]);
});

test('the same policy does for WebGPU', async ({ writer, site }) => {
  const violated = enforce(site);
  // Where there are more processors, onnxruntime would want threads.
  site.change(/assets\/worker-/, (script) => {
    const many = "Object.defineProperty(navigator, 'hardwareConcurrency', { value: 8 })";
    return `${many};\n${script.toString()}`;
  });
  await writer.visit('ngrams="" device="webgpu"');
  await writer.expectDrafts();
  expect((await writer.heard('progress')).at(-1)).toMatchObject({ state: 'ready', device: 'webgpu' });
  expect(violated).toEqual([]);
});

test('a policy that forbids WebAssembly is told what it has to allow', async ({ writer, site }) => {
  const violated = enforce(site, { 'script-src': "'self'" });
  await writer.visit();
  const { code, message } = (await writer.failure())!;
  expect(code).toBe('wasm-unavailable');
  expect(message).toContain("'wasm-unsafe-eval' in its script-src");
  await expect(writer.status).toContainText("'wasm-unsafe-eval'");
  await writer.typeOn('It still works.');
  // A report may come late, for each attempt, or be lost with the worker that was to send it.
  expect(violated.filter((directive) => directive !== 'script-src')).toEqual([]);
  expect(site.count('/models/tiny/tiny.gguf')).toBe(0);
});

test('where WebAssembly is forbidden the table makes drafts all the same', async ({ writer, site }) => {
  enforce(site, { 'script-src': "'self'" });
  await writer.visit('ngrams="/ngrams/english/manifest.json"');
  await writer.expectDrafts('Thank you for ');
  expect((await writer.heard('progress')).at(-1)).toMatchObject({ state: 'ready', device: 'none' });
  expect(await writer.codes()).toContain('wasm-unavailable');
});

for (const [what, changes, code] of [
  ['workers', { 'worker-src': "'none'" }, 'worker-crashed'],
  ['our Trusted Types policy', { 'trusted-types': 'lit-html' }, 'worker-refused'],
  ['requests', { 'connect-src': "'none'" }, 'offline'],
] as const) {
  test(`a policy that forbids ${what}: says so, and the field works on`, async ({ writer, site }) => {
    enforce(site, changes);
    await writer.visit();
    expect(await writer.failure()).toMatchObject({ code });
    await writer.typeOn('It still works.');
  });
}

/** Puts the element into a frame of another page, and types into its field. */
async function writeInFrame(page: Page, site: HostileSite, frame: string): Promise<FrameLocator> {
  site.pages.set('/framed.html', pageWith());
  site.pages.set('/page.html', `<!doctype html><html lang="en"><title>Outside</title>${frame}`);
  await page.goto(`${site.origin}/page.html`);
  const inside = page.frameLocator('iframe');
  const field = inside.getByLabel('Your reply');
  await field.focus();
  await page.keyboard.type('abc');
  await expect(field).toHaveValue('abc');
  return inside;
}

const draftsIn = (frame: FrameLocator) => frame.getByRole('option');
const elsewhere = (site: HostileSite) => site.origin.replace('127.0.0.1', 'localhost');
const isolated = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

for (const [what, headers, allow] of [
  ['another site', {}, ''],
  ['another site, isolated', isolated, 'allow="cross-origin-isolated"'],
] as const) {
  test(`a frame from ${what}: works as in a page`, async ({ page, site }) => {
    site.headers = headers;
    const frame = await writeInFrame(
      page,
      site,
      `<iframe ${allow} title="Reply" src="${elsewhere(site)}/framed.html"></iframe>`,
    );
    await expect(draftsIn(frame)).not.toHaveCount(0);
    const threads = await frame.locator('body').evaluate(() => crossOriginIsolated);
    expect(threads).toBe(allow !== '');
  });
}

test('a sandboxed frame that keeps its origin: works', async ({ page, site }) => {
  const sandbox = 'sandbox="allow-scripts allow-same-origin"';
  const frame = await writeInFrame(
    page,
    site,
    `<iframe ${sandbox} title="Reply" src="/framed.html"></iframe>`,
  );
  await expect(draftsIn(frame)).not.toHaveCount(0);
});

test('a sandboxed frame without an origin: says that it may start no worker; the field works on', async ({
  page,
  site,
}) => {
  // Without it not even the element's script would be loaded there.
  site.headers = { 'Access-Control-Allow-Origin': '*' };
  const sandbox = 'sandbox="allow-scripts"';
  const frame = await writeInFrame(
    page,
    site,
    `<iframe ${sandbox} title="Reply" src="/framed.html"></iframe>`,
  );
  await expect(frame.getByRole('alert')).toContainText('a sandboxed frame needs allow-same-origin');
  await expect(draftsIn(frame)).toHaveCount(0);
});

test('a sandboxed frame that may not load the element: a plain field', async ({ page, site }) => {
  const sandbox = 'sandbox="allow-scripts"';
  const frame = await writeInFrame(
    page,
    site,
    `<iframe ${sandbox} title="Reply" src="/framed.html"></iframe>`,
  );
  await expect(draftsIn(frame)).toHaveCount(0);
});
