import { expect, MODEL, pageWith, test, Writer } from './hostile';
import type { Answer } from './hostile-site';

/* What can happen to the page, its tab and its storage. */

const slow: Answer = (response, file) => void setTimeout(() => response.end(file), 500);

test('of two tabs that want the model at once, one fetches it', async ({ writer, site, context }) => {
  site.all(/tiny\.gguf/, slow);
  const other = new Writer(await context.newPage(), site);
  await Promise.all([writer.visit(), other.visit()]);
  await other.page.bringToFront();
  await other.expectDrafts();
  await writer.page.bringToFront();
  await writer.expectDrafts();
  expect(site.count(MODEL)).toBe(1);
});

test('a tab that closes in the middle of a download leaves it to the other', async ({
  writer,
  site,
  context,
}) => {
  site.next(MODEL, (response, file) => void response.write(file.subarray(0, 1000)));
  const other = new Writer(await context.newPage(), site);
  await other.visit();
  await expect.poll(() => site.count(MODEL)).toBe(1);
  await writer.visit();
  await writer.typeOn('ab');
  await other.page.close();
  await writer.expectDrafts('c');
  expect(site.count(MODEL)).toBe(2);
});

test('no room to keep anything: all works, and is fetched again next time', async ({
  writer,
  site,
  page,
}) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 1000 });
  for (const visits of [1, 2]) {
    await writer.visit();
    await writer.expectDrafts();
    expect(site.count(MODEL)).toBe(visits);
  }
});

test('storage that the browser blocks', async ({ writer, site, page }) => {
  const block = `for (const name of ['caches', 'indexedDB', 'localStorage', 'sessionStorage'])
    Object.defineProperty(globalThis, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });`;
  site.change(/assets\/worker-/, (script) => `${block}\n${script.toString()}`);
  await page.addInitScript(block);
  await writer.visit('ngrams="" consent="always"');
  await page.getByRole('button', { name: /Download/ }).click();
  await writer.expectDrafts();
});

test('a page that is put away and frozen in the middle of a request, as in the back-forward cache', async ({
  writer,
  page,
}) => {
  const devtools = await page.context().newCDPSession(page);
  await writer.visit();
  await writer.expectDrafts('ab');
  await writer.typeOn('§');
  const pass = (type: string) =>
    page.evaluate((name) => void dispatchEvent(new PageTransitionEvent(name, { persisted: true })), type);
  await pass('pagehide');
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await pass('pageshow');
  expect((await writer.drafts()).length).toBeGreaterThan(0);
  await writer.expectDrafts('d');
  expect(await writer.codes()).toEqual([]);
});

test('a line that is gone once the model is there is not missed', async ({ writer, page }) => {
  await writer.visit();
  await writer.expectDrafts('ab');
  await page.context().setOffline(true);
  await writer.expectDrafts('§');
});

test('an element that is taken out in the middle of a request and put back', async ({ writer, page }) => {
  await writer.visit();
  await writer.expectDrafts('ab');
  await writer.typeOn('§');
  await page.evaluate(() => {
    const element = document.querySelector('superposed-complete')!;
    element.remove();
    setTimeout(() => document.body.append(element), 100);
  });
  await expect(writer.field).toHaveValue('ab§');
  await writer.expectDrafts('d');
});

test('a field whose text a script changes under the drafts', async ({ writer, page }) => {
  await writer.visit();
  await writer.expectDrafts('ab');
  await writer.field.evaluate((field: HTMLTextAreaElement) => (field.value = 'something else'));
  await page.keyboard.press('Alt+1');
  // Drafts for another text are never put in.
  await expect(writer.field).toHaveValue('something else');
  writer.typed = 'something else';
  await writer.expectDrafts('§');
});

test('a field that is taken away and another in its place', async ({ writer }) => {
  await writer.visit();
  await writer.expectDrafts('ab');
  await writer.field.evaluate((field) => {
    field.outerHTML = '<input id="text">';
  });
  writer.typed = '';
  await writer.expectDrafts('cd');
});

test('two elements share one worker, and the second goes on when the first is gone', async ({
  writer,
  site,
}) => {
  site.pages.set('/page.html', pageWith());
  await writer.visit('ngrams="" id="first"');
  await writer.field.evaluate((field) => {
    const other = document.createElement('superposed-complete');
    Object.assign(other, { model: '/models/tiny/manifest.json', ngrams: '', device: 'wasm' });
    other.innerHTML = '<textarea aria-label="Other"></textarea>';
    document.body.append(other);
    field.closest('superposed-complete')!.after(field);
    document.querySelector('#first')!.remove();
  });
  await writer.typeOn('plain');
  await writer.page.getByLabel('Other').focus();
  await writer.page.keyboard.type('ab');
  await expect
    .poll(async () => (await writer.heard('suggest')).at(-1))
    .toMatchObject({ text: 'ab', done: true });
  expect(site.count(MODEL)).toBe(1);
});
