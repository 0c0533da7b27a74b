import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'playwright/test';
import { build, preview, type InlineConfig, type PreviewServer } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

let folder: string;
let server: PreviewServer | undefined;

/** What `npm run build` makes, in a folder of its own, with a page that holds just what the README says. */
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superposed-build-'));
  const config: InlineConfig = {
    configFile: path('../vite.config.ts'),
    logLevel: 'error',
    mode: 'production',
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port: 0 },
  };
  await build(config);
  const readme = await readFile(path('../README.md'), 'utf8');
  const lines = /```html\n([^]*?)```/.exec(readme)![1]!;
  await writeFile(join(folder, 'readme.html'), `<!doctype html>\n<title>As in the README</title>\n${lines}`);
  server = await preview(config);
});

test.afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

test('the lines of HTML in the README give drafts, and ask nothing of any other site', async ({ page }) => {
  const address = new URL('readme.html', server!.resolvedUrls!.local[0]);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== address.origin) elsewhere.push(request.url());
  });
  await page.goto(address.href);
  await page.getByLabel('Your text').pressSequentially('Thank you for your email. I will');
  const drafts = page.locator('superposed-complete').locator('[part~=draft]');
  await expect(drafts).toHaveCount(3, { timeout: 120_000 });
  for (const text of await drafts.allTextContents()) expect(text).toMatch(/[a-z]{2,}/);
  expect(elsewhere).toEqual([]);
});
