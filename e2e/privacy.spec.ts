import { expect, test } from './hostile';

/* What stays behind of what was written. */

const SECRET = 'The zebra quartet plays';

/** Runs in the page: all that it keeps, as text. */
async function everythingKept(): Promise<string[]> {
  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, location.href];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      kept.push(request.url, await (await cache.match(request))!.text());
    }
  }
  kept.push(...(await indexedDB.databases()).map(({ name }) => `database ${name}`));
  const files = await navigator.storage.getDirectory();
  for await (const name of files.keys()) kept.push(`file ${name}`);
  return kept;
}

test('nothing of what was written is kept anywhere, unless a page asks for it', async ({ writer, page }) => {
  await writer.visit('ngrams="/ngrams/english/manifest.json" consent="always"');
  await page.getByRole('button', { name: /Download/ }).click();
  await writer.expectDrafts(SECRET);
  await page.keyboard.press('Tab');
  await page.keyboard.type('. ');
  writer.typed = await writer.field.inputValue();
  expect(writer.typed.length).toBeGreaterThan(SECRET.length + 2);
  await writer.field.blur();
  // What is learned, where it is wanted, is written down after a second.
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const kept = await page.evaluate(everythingKept);
  expect(kept.join()).toContain('tiny.gguf');
  expect(kept.filter((each) => each.includes(SECRET))).toEqual([]);
  expect(kept.filter((each) => /^(?:database|file) /.test(each))).toEqual([]);
});
