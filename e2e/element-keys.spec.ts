import { expect, test } from 'playwright/test';
import type { SuperposedComplete } from 'superposed-complete';
import { ElementPage, SCRIPT } from './element-page';

const BODY = `<superposed-complete debounce="0"><label>Text <textarea></textarea></label></superposed-complete>
  <button>Next</button>`;

let it: ElementPage;
test.beforeEach(async ({ page }) => {
  it = new ElementPage(page);
  await it.open(BODY);
});

test('in a right-to-left field the arrow is the left one', async ({ page }) => {
  const field = page.getByLabel('Text');
  await field.evaluate((element: HTMLElement) => (element.dir = 'rtl'));
  await it.write(field, 'שלום');
  await page.keyboard.press('Control+ArrowRight');
  await expect(field).toHaveValue('שלום');
  // A busy browser tells of two moves at once.
  await expect(it.chips).toHaveCount(0);
  await field.press('End');
  await page.keyboard.press('Alt+ArrowDown');
  await it.expectDrafts(SCRIPT['']!);
  await page.keyboard.press('Control+ArrowLeft');
  await expect(field).toHaveValue('שלום be');
});

test('Shift+Tab goes back, and drafts go with the focus', async ({ page }) => {
  const field = page.getByLabel('Text');
  await it.write(field, 'I will');
  await page.keyboard.press('Shift+Tab');
  await expect(field).not.toBeFocused();
  await expect(it.chips).toHaveCount(0);
});

test('other keys can be set, and the chips name them', async ({ page }) => {
  const field = page.getByLabel('Text');
  await page.locator('superposed-complete').evaluate((element: SuperposedComplete) => {
    element.keys = { accept: ['Control+Enter'], dismiss: [] };
  });
  await it.write(field, 'I will');
  await expect(it.chips.first().locator('kbd')).toHaveText('Control+Enter');
  await page.keyboard.press('Escape');
  await expect(it.chips).toHaveCount(3);
  await page.keyboard.press('Control+Enter');
  await expect(field).toHaveValue('I will be glad to help');
  await page.keyboard.press('Tab');
  await expect(field).not.toBeFocused();
});

test('a key that takes a draft does nothing else on the page', async ({ page }) => {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    document.addEventListener('keydown', ({ key }) => heard.push(key));
  });
  const field = page.getByLabel('Text');
  await it.write(field, 'I');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([
    'I',
    'Escape',
  ]);
});

test('with the trigger on manual, drafts come by key alone', async ({ page }) => {
  const field = page.getByLabel('Text');
  await page
    .locator('superposed-complete')
    .evaluate((element: SuperposedComplete) => (element.trigger = 'manual'));
  await field.focus();
  await page.keyboard.type('I will');
  await page.waitForTimeout(200);
  await expect(it.chips).toHaveCount(0);
  await page.keyboard.press('Alt+ArrowDown');
  await it.expectDrafts(SCRIPT['']!);
  await page.keyboard.type(' go');
  await expect(it.chips.locator('span')).toHaveText(['home now']);
});
