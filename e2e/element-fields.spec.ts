import { expect, test, type Page } from 'playwright/test';
import type { SuperposedEventMap } from 'superposed-complete';
import { ElementPage, SCRIPT } from './element-page';
import { openGates } from './open-gates';

let it: ElementPage;
test.beforeEach(({ page }) => {
  it = new ElementPage(page);
});

/** The text of the next answer. */
const asked = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const hear = (event: Event) => {
          resolve((event as SuperposedEventMap['superposed-suggest']).detail.text);
        };
        addEventListener('superposed-suggest', hear, { once: true });
      }),
  );

test('a text input, with its label and validation', async ({ page }) => {
  await it.open(
    `<form><superposed-complete debounce="0"><label>Name <input required></label></superposed-complete></form>`,
  );
  const field = page.getByLabel('Name');
  expect(await field.evaluate((element: HTMLInputElement) => element.validity.valueMissing)).toBe(true);
  await it.write(field, 'I will');
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('I will be glad to help');
  expect(await field.evaluate((element: HTMLInputElement) => element.validity.valid)).toBe(true);
  await expect(field).toHaveAttribute('required');
});

test('a field inside another component’s shadow root', async ({ page }) => {
  await it.open('<superposed-complete debounce="0"><my-field></my-field></superposed-complete>');
  await page.locator('my-field').evaluate((host) => {
    host.attachShadow({ mode: 'open' }).innerHTML = '<textarea aria-label="Text"></textarea>';
  });
  await it.write(page.getByLabel('Text'), 'I will');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Text')).toHaveValue('I will be glad to help');
});

test('nothing is offered in a word, with a selection, or in a field that is secret or can not be edited', async ({
  page,
}) => {
  await it.open(`<superposed-complete debounce="0"><label>Text <textarea></textarea></label>
    <label>Password <input type="password"></label>
    <label>Code <input autocomplete="one-time-code"></label>
    <label>Fixed <textarea readonly>I will</textarea></label>
    <label>Mail <input type="email"></label></superposed-complete>`);
  const silent = async (label: string, act: () => Promise<void>) => {
    await page.getByLabel(label).focus();
    await act();
    await page.waitForTimeout(150);
    await expect(it.chips, label).toHaveCount(0);
  };
  await it.write(page.getByLabel('Text'), 'I will');
  await silent('Text', () => page.keyboard.press('Shift+ArrowLeft'));
  await silent('Text', async () => {
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('i');
  });
  for (const label of ['Password', 'Code', 'Mail', 'Fixed']) {
    await silent(label, () => page.keyboard.type('I will'));
    await silent(label, () => page.keyboard.press('Alt+ArrowDown'));
  }
});

test('an input method composes undisturbed', async ({ page }) => {
  await it.open(
    '<superposed-complete debounce="0"><label>Text <textarea></textarea></label></superposed-complete>',
  );
  const field = page.getByLabel('Text');
  await it.write(field, 'I will');
  const browser = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    browser.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await compose('に');
  await expect(it.chips).toHaveCount(0);
  await compose('にほ');
  await page.waitForTimeout(200);
  await expect(it.chips).toHaveCount(0);
  await browser.send('Input.insertText', { text: '日本' });
  await expect(field).toHaveValue('I will日本');
  await it.expectDrafts(SCRIPT['']!);
});

test('moved while drafts are made, it keeps its worker; removed, the last one ends it', async ({ page }) => {
  await it.open(`<superposed-complete debounce="0"><label>Text <textarea></textarea></label></superposed-complete>
    <superposed-complete debounce="0"><label>Other <textarea></textarea></label></superposed-complete><div></div>`);
  const field = page.getByLabel('Text');
  await field.focus();
  await page.keyboard.type('I will');
  await page.evaluate(() => {
    document.querySelector('div')!.append(document.querySelector('superposed-complete')!);
  });
  expect(await it.workers()).toEqual({ started: 1, ended: 0 });
  await field.focus();
  await field.press('End');
  await it.write(field, '!');
  await page.keyboard.type(' I');
  await page.evaluate(() => document.querySelector('div superposed-complete')!.remove());
  expect(await it.workers()).toEqual({ started: 1, ended: 0 });
  await page.evaluate(() => document.querySelector('superposed-complete')!.remove());
  expect(await it.workers()).toEqual({ started: 1, ended: 1 });
});

test('removed while the real worker decodes, and put back', async ({ page }) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await it.open(
    `<superposed-complete debounce="0" device="wasm" max-tokens="64" model="/models/tiny/manifest.json" ngrams="">
    <label>Text <textarea></textarea></label></superposed-complete>`,
    null,
  );
  await openGates(page);
  const field = page.getByLabel('Text');
  await field.focus();
  const text = asked(page);
  await page.keyboard.type('abc');
  // How far the text has come when the first drafts do is up to the machine.
  expect('abc'.startsWith(await text)).toBe(true);
  expect(page.workers()).not.toHaveLength(0);
  const element = await page.locator('superposed-complete').elementHandle();
  await element.evaluate((node: HTMLElement) => node.remove());
  await expect.poll(() => page.workers().length).toBe(0);
  await element.evaluate((node) => document.body.append(node));
  await field.focus();
  await field.press('End');
  await page.keyboard.type('d');
  await expect(it.chips.first()).toBeVisible();
  expect(errors).toEqual([]);
});
