import { expect, test, type Page } from 'playwright/test';
import { startRegistry } from '../scripts/local-registry.mjs';
import { recipe, writeFiles } from './guide';
import { Reader } from './reader';

/** The guide, word for word, in empty folders, with our packages as they would be published. */
let registry: Awaited<ReturnType<typeof startRegistry>>;
test.beforeAll(async () => {
  registry = await startRegistry({ pinned: ['vite', 'react', 'react-dom'] });
});
test.afterAll(() => registry.close());

// Packages come from a registry, at its pace.
test.describe.configure({ timeout: 600_000 });

let reader: Reader;
test.beforeEach(async () => {
  reader = await Reader.inEmptyFolder(registry.address);
});
test.afterEach(() => reader.leaves());

const isServer = (command: string): boolean =>
  /^npx (?:vite(?: preview)?|superposed serve .*)$/.test(command);

/** Does what a section says; looks at the page whenever a server is up. */
async function follow(title: string, look: (address: string) => Promise<void>): Promise<void> {
  const { files, commands } = recipe(title);
  await writeFiles(reader.folder, files);
  for (const command of commands) {
    if (isServer(command)) await look(await reader.serves(command));
    else await reader.types(command);
  }
}

/**
 * Writes into the page's field, and waits for as many drafts of the model.
 * @param files an address beside which all is that the page may fetch
 */
async function expectDrafts(page: Page, address: string, count = 3, files = address): Promise<void> {
  const errors: string[] = [];
  const strangers: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    const known = [address, files].some((own) => origin === new URL(own).origin);
    if (protocol.startsWith('http') && !known) strangers.push(request.url());
  });
  await page.goto(address);
  await page.getByLabel('Your text').pressSequentially('Thank you for your email. I will');
  const drafts = page.locator('superposed-complete [part~=draft][part~=model]');
  await expect(drafts).toHaveCount(count);
  for (const text of await drafts.allTextContents()) expect(text).toMatch(/[a-z]{2,}/);
  expect(errors).toEqual([]);
  expect(strangers).toEqual([]);
}

test('with one line, in a page of another site, isolated or not', async ({ page }) => {
  // To the browser the page is of the open internet, and both hosts are this machine.
  await page.context().grantPermissions(['local-network-access']);
  const isolation = {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  };
  await follow('One line', async (files) => {
    const html = recipe('One line').files['page.html']!.replace('https://files.example/', files);
    for (const isolated of [false, true]) {
      const headers = { 'Content-Type': 'text/html', ...(isolated && isolation) };
      const address = new URL(`page-${isolated}.html`, files.replace('127.0.0.1', 'localhost')).href;
      await page.route(address, (route) => route.fulfill({ body: html, headers }));
      await expectDrafts(page, address, 3, files);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
    }
  });
});

test('with a bundler: in development and built', async ({ page }) => {
  await follow('With a bundler', async (address) => {
    await expectDrafts(page, address);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  });
});

test('with a script tag, and with an import map', async ({ page }) => {
  await writeFiles(reader.folder, recipe('With an import map').files);
  await follow('With a script tag', async (address) => {
    await expectDrafts(page, address);
    await expectDrafts(page, new URL('import-map.html', address).href, 2);
  });
});

test('with React', async ({ page }) => {
  await follow('React', (address) => expectDrafts(page, address));
});
