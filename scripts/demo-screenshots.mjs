/* global document, Image -- in the functions that run in the page */
// npm run screenshots: the demo with its real model, docs/demo.png, and every scene and view on docs/demo-*.jpg.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { chromiumLaunch } from './chromium.mjs';
import { root } from './prepare.mjs';

const PLACES = ['email', 'note', 'technical', 'chat', 'how', 'race'];
const SIZES = { wide: { width: 1100, height: 880 }, narrow: { width: 360, height: 740 } };
/** Width of a wide and of a narrow picture on the sheet. */
const SHEET = { wide: 330, narrow: 165 };

/** Waits until what the place is about can be seen. */
async function settle(tab, place) {
  const output = tab.locator(`#${place} output`).first();
  if (place === 'how' || place === 'race') {
    // The run has begun by itself, as the model is here; the race waits for a person.
    if (place === 'race') await tab.locator('#race form button').click();
    await output.filter({ hasText: /steps in|took/ }).waitFor({ timeout: 240_000 });
  } else {
    await tab.waitForFunction(
      () => / drafts in /.test(document.querySelector('#figures').textContent),
      null,
      {
        timeout: 120_000,
      },
    );
    await tab.waitForTimeout(500);
  }
}

/** All pictures of one colour scheme, on one sheet. */
async function sheet(browser, pictures) {
  const tab = await browser.newPage({ viewport: { width: 3 * SHEET.wide + 40, height: 400 } });
  await tab.setContent(`<style>
    body { margin: 10px; display: flex; flex-wrap: wrap; gap: 10px; align-items: flex-start; background: #888 }
  </style>`);
  await tab.evaluate(
    async ([all, widths]) => {
      for (const { size, data } of all) {
        const image = new Image(widths[size]);
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        document.body.append(image);
      }
    },
    [pictures, SHEET],
  );
  const jpeg = await tab.screenshot({ fullPage: true, type: 'jpeg', quality: 80 });
  await tab.close();
  return jpeg;
}

const server = await createServer({
  configFile: join(root, 'vite.config.ts'),
  server: { port: 0 },
  logLevel: 'error',
});
await server.listen();
const browser = await chromium.launch(chromiumLaunch());
const save = (name, bytes) => {
  const file = join(root, 'docs', name);
  writeFileSync(file, bytes);
  console.log(file);
};
try {
  for (const colorScheme of ['light', 'dark']) {
    // One context for all: the model is kept from the first on.
    const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' });
    const pictures = [];
    for (const [size, viewport] of Object.entries(SIZES)) {
      for (const place of PLACES) {
        const tab = await context.newPage();
        await tab.setViewportSize(viewport);
        await tab.goto(`${server.resolvedUrls.local[0]}?device=wasm#${place}`);
        await settle(tab, place);
        const png = await tab.screenshot({ fullPage: true });
        pictures.push({ size, data: png.toString('base64') });
        if (colorScheme === 'light' && size === 'wide' && place === 'email') save('demo.png', png);
        await tab.close();
      }
    }
    save(`demo-${colorScheme}.jpg`, await sheet(browser, pictures));
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
