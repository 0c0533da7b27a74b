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

test('Tab takes the draft; undo and redo are the browser’s own, and input events are fired', async ({
  page,
}) => {
  const field = page.getByLabel('Text');
  await field.evaluate((element) => {
    const inputs: string[] = [];
    Object.assign(window, { inputs });
    element.addEventListener('input', (event) => inputs.push((event as InputEvent).inputType));
  });
  await it.write(field, 'I will');
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('I will be glad to help');
  await expect(field).toBeFocused();
  expect(await field.evaluate((element: HTMLTextAreaElement) => element.selectionStart)).toBe(22);
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue('I will');
  await page.keyboard.press('Control+Shift+z');
  await expect(field).toHaveValue('I will be glad to help');
  const inputs = await page.evaluate(() => (window as unknown as { inputs: string[] }).inputs);
  expect(inputs.slice(6)).toEqual(['insertText', 'historyUndo', 'historyRedo']);
});

test('Control+→ and Alt+→ take a word each, and drafts that begin otherwise go', async ({ page }) => {
  const field = page.getByLabel('Text');
  await it.write(field, 'I will');
  await page.keyboard.press('Control+ArrowRight');
  await expect(field).toHaveValue('I will be');
  await it.expectDrafts([' glad to help']);
  await page.keyboard.press('Alt+ArrowRight');
  await expect(field).toHaveValue('I will be glad');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue('I will');
});

test('in a right-to-left field the arrow is the left one', async ({ page }) => {
  const field = page.getByLabel('Text');
  await field.evaluate((element: HTMLElement) => (element.dir = 'rtl'));
  await it.write(field, 'שלום');
  await page.keyboard.press('Control+ArrowRight');
  await expect(field).toHaveValue('שלום');
  await field.press('End');
  await page.keyboard.press('Alt+ArrowDown');
  await it.expectDrafts(SCRIPT['']!);
  await page.keyboard.press('Control+ArrowLeft');
  await expect(field).toHaveValue('שלום be');
});

test('Alt and a digit takes that draft', async ({ page }) => {
  const field = page.getByLabel('Text');
  await it.write(field, 'I will');
  await page.keyboard.press('Alt+2');
  await expect(field).toHaveValue('I will go home now');
});

test('Alt with arrows or brackets moves between drafts; ghost text and Tab follow', async ({ page }) => {
  const field = page.getByLabel('Text');
  const selected = page.locator('superposed-complete [part~=selected] span');
  await it.write(field, 'I will');
  await expect(selected).toHaveText('be glad to help');
  for (const [key, text] of [
    ['Alt+ArrowDown', ' go home now'],
    ['Alt+]', ' not'],
    ['Alt+]', ' be glad to help'],
    ['Alt+ArrowUp', ' not'],
    ['Alt+[', ' go home now'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(selected).toHaveText(text.trim());
    await expect.poll(() => it.ghost.textContent()).toBe(text);
  }
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('I will go home now');
});

test('Escape hides until the next word, Alt+↓ asks at once', async ({ page }) => {
  const field = page.getByLabel('Text');
  await it.write(field, 'I will');
  await page.keyboard.press('Escape');
  await expect(it.chips).toHaveCount(0);
  await expect(it.ghost).toBeHidden();
  await page.keyboard.type(' see');
  await page.waitForTimeout(200);
  await expect(it.chips).toHaveCount(0);
  await page.keyboard.type(' ');
  await expect(it.chips).toHaveCount(3);
  await it.expectDrafts(SCRIPT['']!);
  await page.keyboard.press('Escape');
  await expect(it.chips).toHaveCount(0);
  await page.keyboard.press('Alt+ArrowDown');
  await expect(it.chips).toHaveCount(3);
  await expect(field).toHaveValue('I will see ');
});

test('Tab is never trapped where nothing is shown', async ({ page }) => {
  const field = page.getByLabel('Text');
  const next = page.getByRole('button', { name: 'Next' });
  const leaves = async () => {
    await page.keyboard.press('Tab');
    await expect(next).toBeFocused();
  };
  await field.focus();
  await leaves();
  await it.write(field, 'I will');
  await page.keyboard.press('Escape');
  await leaves();

  // Drafts there are, but no bar, and no room for ghost text in the middle of a line.
  await page.locator('superposed-complete').evaluate((element: SuperposedComplete) => (element.bar = 'off'));
  await field.fill('. And more');
  await field.press('Home');
  const suggested = page.evaluate(
    () => new Promise<void>((done) => addEventListener('superposed-suggest', () => done(), { once: true })),
  );
  await page.keyboard.type('I will');
  await suggested;
  await expect(it.ghost).toBeHidden();
  await leaves();
  await expect(field).toHaveValue('I will. And more');
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
