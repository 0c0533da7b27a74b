import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'playwright/test';
import { builtSite } from './built-site';
import { DemoPage } from './demo-page';
import { PlainServer } from './plain-server';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** What Cloudflare Pages takes as one file; other hosts take more. */
const LARGEST_FILE = 24 * 1024 * 1024;

test.use({ serviceWorkers: 'allow' });

let folder: string;
let remove: () => Promise<void>;
let plain: PlainServer | undefined;

/** What `npm run build` makes, with a page that holds just what the README says. */
test.beforeAll(async () => {
  ({ folder, remove } = await builtSite());
  const readme = await readFile(path('../README.md'), 'utf8');
  const lines = /```html\n([^]*?)```/.exec(readme)![1]!;
  await writeFile(join(folder, 'readme.html'), `<!doctype html>\n<title>As in the README</title>\n${lines}`);
  plain = await PlainServer.start(folder, '/some/where/');
});

test.afterAll(async () => {
  await plain?.close();
  await remove();
});

test('the lines of HTML in the README give drafts, and ask nothing of any other site', async ({
  page,
  baseURL,
}) => {
  const address = new URL('readme.html', baseURL);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== address.origin) elsewhere.push(request.url());
  });
  await page.goto(address.href);
  await page.getByLabel('Your text').pressSequentially('Thank you for your email. I will');
  const drafts = page.locator('superposed-complete').locator('[part~=draft]');
  await expect(drafts).toHaveCount(3);
  for (const text of await drafts.allTextContents()) expect(text).toMatch(/[a-z]{2,}/);
  expect(elsewhere).toEqual([]);
});

test('a plain file server, in a folder, without headers: isolated, drafts, and the same once offline', async ({
  page,
  context,
}) => {
  const demo = new DemoPage(page);
  await demo.open('?device=wasm', plain!.address);
  // The service worker loads the page once more, with the headers.
  await page.waitForFunction(
    () => crossOriginIsolated && document.querySelector('superposed-complete:not([disabled])'),
  );
  await demo.write('Thank you for your email. I will');
  expect(await demo.drafts()).toHaveLength(3);
  await expect(page.getByText('with the phrase table')).toBeVisible();
  // The last shards of the table may still be on their way.
  await page.waitForLoadState('networkidle');

  await plain!.close();
  await context.setOffline(true);
  await page.reload();
  expect(await page.evaluate(() => [crossOriginIsolated, navigator.onLine])).toEqual([true, false]);
  await demo.write('The best way to learn a new language is to');
  expect(await demo.drafts()).toHaveLength(3);
  await expect(page.getByText('with the phrase table')).toBeVisible();
  for (const view of ['How it works', 'Race']) {
    await page.getByRole('link', { name: view }).click();
    await expect(page.getByRole('heading', { name: view })).toBeFocused();
  }
  expect(demo.strangers).toEqual([]);
});

test('no file is larger than hosts take, and what can be compressed lies there compressed too', async () => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) =>
    file.isFile(),
  );
  const sizes = new Map<string, number>();
  for (const { parentPath, name } of files) {
    sizes.set(join(parentPath, name).slice(folder.length + 1), (await stat(join(parentPath, name))).size);
  }
  expect([...sizes].filter(([, size]) => size > LARGEST_FILE)).toEqual([]);
  for (const [name, size] of sizes) {
    const isText = /\.(?:html|m?js|css|json|svg|webmanifest)$/.test(name) && name !== 'readme.html';
    if (isText && size >= 1024) expect(sizes.get(`${name}.br`), name).toBeLessThan(size);
  }
  const unhashed = [...sizes.keys()].filter(
    (name) => name.startsWith('assets/') && !/-[\w-]{8}\.\w+(\.gz|\.br)?$/.test(name),
  );
  expect(unhashed).toEqual([]);
});

test('a worker is one file: no other script imports its entry, which WebKit would run once more', async () => {
  const assets = join(folder, 'assets');
  const names = (await readdir(assets)).filter((name) => name.endsWith('.js'));
  const workers = names.filter((name) => /worker-[\w-]{8}\.js$/.test(name));
  expect(workers.length).toBeGreaterThan(2);
  for (const name of names) {
    const script = await readFile(join(assets, name), 'utf8');
    const imports = [...script.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["'`]\.\/([^"'`]+)["'`]/g)].map(
      ([, file]) => file!,
    );
    expect(workers.includes(name) ? imports : imports.filter((file) => workers.includes(file)), name).toEqual(
      [],
    );
  }
});

test('the page paints without the model, in its final places, and says what it is', async ({ page }) => {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.addInitScript(watchLayout);
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/models/**', async (route) => {
    await gate;
    await route.continue();
  });
  const response = await page.goto('./?device=wasm');
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  await expect(page.getByText('Loading the language model')).toBeVisible();
  release();
  await expect(page.getByText(/3 drafts in/)).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { shifts: unknown[] }).shifts)).toEqual([]);
  expect(problems).toEqual([]);

  expect(await response!.text()).toMatch(/^<!doctype html>\s*<html lang="en">/i);
  const meta = (name: string) => page.locator(`meta[name='${name}']`).first();
  await expect(meta('viewport')).toHaveAttribute('content', /width=device-width/);
  await expect(meta('description')).toHaveAttribute('content', /\w{3}/);
  await expect(page).toHaveTitle(/\w{3}/);
  const manifest = await page.locator("link[rel='manifest']").evaluate(async (link: HTMLLinkElement) => {
    const { icons, ...rest } = (await (await fetch(link.href)).json()) as { icons: { src: string }[] };
    const found = await Promise.all(icons.map(async ({ src }) => (await fetch(new URL(src, link.href))).ok));
    return { ...rest, found };
  });
  expect(manifest).toMatchObject({ display: 'standalone', start_url: './', found: [true, true, true, true] });
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active !== null);
});

/** Runs in the page: keeps what moved by itself. */
function watchLayout(): void {
  const shifts: unknown[] = [];
  Object.assign(window, { shifts });
  interface Shift extends PerformanceEntry {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources: readonly { readonly node: Node | null }[];
  }
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
      if (hadRecentInput) continue;
      shifts.push({
        value,
        nodes: sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 80) : '')),
      });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
