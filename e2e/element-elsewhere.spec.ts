import { expect, test } from 'playwright/test';

test('one script tag with an address of another origin gives drafts', async ({ page, baseURL }) => {
  const elsewhere = new URL(baseURL!);
  elsewhere.hostname = 'localhost';
  const html = `<!doctype html><html lang="en"><title>A page</title>
    <script type="module" src="${elsewhere.origin}/superposed-complete.js"></script>
    <superposed-complete debounce="0" device="wasm" model="${elsewhere.origin}/models/tiny/manifest.json" ngrams="">
    <label>Text <textarea></textarea></label></superposed-complete>`;
  // To the browser the page is of the open internet, and both hosts are this machine.
  await page.context().grantPermissions(['local-network-access']);
  await page.route('**/elsewhere.html', (route) => route.fulfill({ body: html, contentType: 'text/html' }));
  await page.goto('./elsewhere.html');
  await page.getByLabel('Text').focus();
  await page.keyboard.type('abc');
  await expect(page.locator('superposed-complete [part~=draft]').first()).toBeVisible();
  expect(new URL(page.url()).origin).not.toBe(elsewhere.origin);
  expect(page.workers().map((worker) => new URL(worker.url()).protocol)).toContain('blob:');
});
