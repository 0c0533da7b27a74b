import { expect, test } from 'playwright/test';
import type { SuperposedComplete } from 'superposed-complete';
import { ElementPage } from './element-page';

const WRITTEN = 'The zebra quartet plays marmalade tangos tonight. ';

test('what was written is offered on the next visit, and no longer once it is deleted', async ({ page }) => {
  // The table alone makes the drafts: its own and the writer's.
  await page.route('**/models/**', (route) => route.fulfill({ status: 404 }));
  const it = new ElementPage(page);
  const field = page.getByLabel('Text');
  const offers = async (text: string): Promise<string[]> => {
    const body =
      '<superposed-complete personal><label>Text <textarea></textarea></label></superposed-complete>';
    await it.open(body, null);
    await field.focus();
    await page.keyboard.type(text);
    await expect(it.chips.first()).toBeVisible();
    await expect.poll(() => page.evaluate(() => (window as { complete?: boolean }).complete)).toBe(true);
    return it.chips.locator('span').allTextContents();
  };
  const element = () => page.locator('superposed-complete');

  expect((await offers('The zebra quartet plays')).join()).not.toContain('marmalade');
  await field.fill('');
  for (let times = 0; times < 3; times++) await page.keyboard.type(WRITTEN);
  const kept = () => element().evaluate((node: SuperposedComplete) => node.exportPersonal());
  await expect
    .poll(async () => (await kept())?.ngrams.map(({ text }) => text))
    .toContain(' marmalade tangos');
  await expect.poll(() => page.evaluate(storedVocabularies)).toBe(1);
  expect((await offers('The zebra quartet plays')).join()).toContain('marmalade tangos');

  await element().evaluate((node: SuperposedComplete) => node.deletePersonal());
  expect((await kept())!.ngrams).toEqual([]);
  expect((await offers('The zebra quartet plays')).join()).not.toContain('marmalade');
});

/** Runs in the page: what is learned is written down a moment later. */
function storedVocabularies(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('superposed-personal');
    opening.onerror = () => reject(new Error('The database can not be opened.'));
    opening.onsuccess = () => {
      const counting = opening.result.transaction('ngrams').objectStore('ngrams').count();
      counting.onsuccess = () => {
        opening.result.close();
        resolve(counting.result);
      };
    };
  });
}
