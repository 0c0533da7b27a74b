import { expect, test, type Page } from 'playwright/test';
import type { SuperposedComplete } from 'superposed-complete';
import { ElementPage, SCRIPT } from './element-page';

const BODY = `<superposed-complete debounce="0"><label>Text <textarea rows="4"></textarea></label></superposed-complete>
  <button>Next</button>`;

let it: ElementPage;
test.beforeEach(async ({ page }) => {
  it = new ElementPage(page);
  await it.open(BODY);
});

/** A key as another system or layout tells of it; whether the element took it. */
function takes(page: Page, key: Key): Promise<boolean> {
  return page.getByLabel('Text').evaluate((field, init: Key) => {
    const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
    return !field.dispatchEvent(event);
  }, key);
}

interface Key {
  readonly key: string;
  readonly code: string;
  readonly altKey?: boolean;
  readonly ctrlKey?: boolean;
  readonly keyCode?: number;
  readonly modifierAltGraph?: boolean;
}

for (const [what, key] of [
  ['Option and 1', { key: '¡', code: 'Digit1', altKey: true }],
  ['Option and 2', { key: '“', code: 'Digit2', altKey: true }],
  ['AltGr and 1', { key: '1', code: 'Digit1', altKey: true, ctrlKey: true, modifierAltGraph: true }],
  ['a dead key', { key: 'Dead', code: 'Digit1', altKey: true }],
  ['an Alt code of Windows', { key: '1', code: 'Numpad1', altKey: true }],
  ['Option and Space', { key: '\u00a0', code: 'Space', altKey: true }],
  ['Control and Space', { key: ' ', code: 'Space', ctrlKey: true }],
  ['Tab that ends a composition', { key: 'Tab', code: 'Tab', keyCode: 229 }],
  ['Escape that ends a composition', { key: 'Escape', code: 'Escape', keyCode: 229 }],
  ['a key of an input method', { key: 'Process', code: 'Tab', keyCode: 229 }],
] as const) {
  test(`${what} is typed, and takes or hides no draft`, async ({ page }) => {
    await it.write(page.getByLabel('Text'), 'I will');
    expect(await takes(page, key)).toBe(false);
    await expect(page.getByLabel('Text')).toHaveValue('I will');
    await expect(it.chips).toHaveCount(3);
  });
}

test('the number row with Alt takes a draft, by the character that its key writes', async ({ page }) => {
  await it.write(page.getByLabel('Text'), 'I will');
  expect(await takes(page, { key: '2', code: 'Digit2', altKey: true })).toBe(true);
  await expect(page.getByLabel('Text')).toHaveValue('I will go home now');
});

test('Control+→ moves by a word while text follows in the line, and takes a word at its end', async ({
  page,
}) => {
  const field = page.getByLabel('Text');
  await field.fill(' later today\nand more');
  await field.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(0, 0));
  await it.write(field, 'I will');
  await page.keyboard.press('Control+ArrowRight');
  await expect(field).toHaveValue('I will later today\nand more');
  expect(await field.evaluate((element: HTMLTextAreaElement) => element.selectionStart)).toBeGreaterThan(6);
  await page.keyboard.press('End');
  await it.write(field, ' I');
  await page.keyboard.press('Control+ArrowRight');
  await expect(field).toHaveValue('I will later today I be\nand more');
});

test('Tab as a reflex goes on to the next field', async ({ page }) => {
  const field = page.getByLabel('Text');
  await field.focus();
  const shown = page.evaluate(
    () => new Promise<void>((done) => addEventListener('superposed-suggest', () => done(), { once: true })),
  );
  await page.keyboard.type('I will');
  await shown;
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Next' })).toBeFocused();
  await expect(field).toHaveValue('I will');
});

test('a second Tab without a letter in between leaves the field', async ({ page }) => {
  const field = page.getByLabel('Text');
  await it.write(field, 'I will');
  await page.keyboard.press('Tab');
  await it.expectDrafts(SCRIPT['']!);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Next' })).toBeFocused();
  await expect(field).toHaveValue('I will be glad to help');
  await field.focus();
  await field.press('End');
  await it.write(field, '!');
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('I will be glad to help! be glad to help');
});

test('Tab, Shift+Tab and Escape do what they always do where no draft can be seen', async ({ page }) => {
  const field = page.getByLabel('Text');
  await field.evaluate((element: HTMLTextAreaElement) => (element.rows = 60));
  await page.setViewportSize({ width: 800, height: 600 });
  await field.fill(' and more');
  await field.press('Home');
  await field.focus();
  await page.keyboard.type('I will');
  await expect(it.chips).toHaveCount(3);
  await page.waitForTimeout(300);
  expect(await takes(page, { key: 'Escape', code: 'Escape' })).toBe(false);
  await page.keyboard.press('Tab');
  await expect(field).not.toBeFocused();
  await expect(field).toHaveValue('I will and more');
});

test('after undo, deletion, cut, paste and replacement nothing is offered until a letter is typed', async ({
  page,
}) => {
  const field = page.getByLabel('Text');
  const quiet = async (what: string) => {
    await page.waitForTimeout(250);
    await expect(it.chips, what).toHaveCount(0);
    await expect(it.ghost, what).toBeHidden();
  };
  await it.write(field, 'I will');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue('I will');
  await quiet('undo');
  await page.keyboard.press('Control+Shift+z');
  await quiet('redo');
  await it.write(field, 'x');
  for (const key of ['Backspace', 'Control+Backspace', 'Control+a', 'Control+x', 'Control+v']) {
    await page.keyboard.press(key);
    await quiet(key);
  }
  await page.keyboard.press('Alt+ArrowDown');
  await it.expectDrafts(SCRIPT['']!);
  await field.evaluate((element: HTMLTextAreaElement) => {
    element.setRangeText('Replaced', 0, 1, 'end');
    element.dispatchEvent(new InputEvent('input', { inputType: 'insertReplacementText' }));
  });
  await quiet('replacement');
  await field.press('End');
  await it.write(field, ' s');
});

test('a page sets other keys, Space too', async ({ page }) => {
  await page.locator('superposed-complete').evaluate((element: SuperposedComplete) => {
    element.keys = { suggest: ['Control+Space'], accept: ['Alt+Enter'] };
  });
  await page.getByLabel('Text').fill('I will');
  await page.keyboard.press('Control+Space');
  await it.expectDrafts(SCRIPT['']!);
  await page.keyboard.press('Alt+Enter');
  await expect(page.getByLabel('Text')).toHaveValue('I will be glad to help');
});
