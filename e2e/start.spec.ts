import { fileURLToPath } from 'node:url';
import { expect, test } from 'playwright/test';
import { DemoPage } from './demo-page';
import { Reader } from './reader';

const command = `"${process.execPath}" "${fileURLToPath(new URL('../scripts/start.mjs', import.meta.url))}"`;

test('npm start serves the demo from its sources: drafts, and the phrase table', async ({
  page,
  baseURL,
}) => {
  const reader = await Reader.inEmptyFolder(baseURL!);
  try {
    const demo = new DemoPage(page);
    await demo.open('?device=wasm&model=/models/tiny/manifest.json', await reader.serves(command));
    await demo.write('abc');
    expect((await demo.drafts()).length).toBeGreaterThan(0);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(demo.strangers).toEqual([]);
  } finally {
    await reader.leaves();
  }
});
