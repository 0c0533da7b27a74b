import { expect, test, type Locator, type Page } from 'playwright/test';
import type { SuperposedEventMap } from 'superposed-complete';
import { ElementPage, SCRIPT } from './element-page';

let it: ElementPage;
test.beforeEach(({ page }) => {
  it = new ElementPage(page);
});

const textOf = (editable: Locator) => editable.evaluate((element: HTMLElement) => element.innerText.trim());
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

test('contenteditable: taken, undone and redone among the page’s own markup', async ({ page }) => {
  await it.open(`<superposed-complete debounce="0"><div contenteditable role="textbox" aria-label="Text">
    <p>Dear <b>Ann</b>,</p><p id="last">I</p></div></superposed-complete>`);
  const field = page.getByLabel('Text');
  await page.locator('#last').click();
  await page.keyboard.press('End');
  const text = asked(page);
  await page.keyboard.type(' will');
  expect(await text).toMatch(/^Dear Ann,\nI\b/);
  await it.expectDrafts(SCRIPT['']!);
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('Tab');
  await expect(page.locator('#last')).toHaveText('I will be glad to help');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(page.locator('#last')).toHaveText('I will');
  await page.keyboard.press('Control+Shift+z');
  await expect(page.locator('#last')).toHaveText('I will be');
  expect(await textOf(field)).toMatch(/^Dear Ann,\s+I will be$/);
});

test('a click on a draft leaves caret and focus in a contenteditable', async ({ page }) => {
  await it.open(
    `<superposed-complete debounce="0"><div contenteditable role="textbox" aria-label="Text"></div></superposed-complete>`,
  );
  await it.write(page.getByLabel('Text'), 'I will');
  await it.chips.nth(1).click();
  await page.keyboard.type('!');
  expect(await textOf(page.getByLabel('Text'))).toBe('I will go home now!');
});

test('`for` finds a field elsewhere, also one that comes later', async ({ page }) => {
  await it.open(`<label>First <textarea id="first"></textarea></label><div id="place"></div>
    <superposed-complete debounce="0" for="first"></superposed-complete>
    <superposed-complete debounce="0" for="late"></superposed-complete>`);
  const first = page.getByLabel('First');
  await it.write(first, 'I will');
  await expect(it.ghost.first()).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(first).toHaveValue('I will be glad to help');
  await page.locator('#place').evaluate((place) => {
    place.innerHTML = '<label>Late <textarea id="late"></textarea></label>';
  });
  const late = page.getByLabel('Late');
  await it.write(late, 'You will');
  await page.keyboard.press('Alt+3');
  await expect(late).toHaveValue('You will not');
});

test('several fields: one worker, each its own drafts, and they go with the focus', async ({ page }) => {
  await it.open(`<superposed-complete debounce="0"><label>One <textarea></textarea></label></superposed-complete>
    <superposed-complete debounce="0"><label>Two <textarea></textarea></label><label>Three <input></label>
    </superposed-complete>`);
  for (const label of ['One', 'Two', 'Three']) {
    const field = page.getByLabel(label);
    await it.write(field, 'I will');
    await page.keyboard.press('Alt+2');
    await expect(field).toHaveValue('I will go home now');
  }
  expect(await it.workers()).toEqual({ started: 1, ended: 0 });
});

for (const markup of [
  '<textarea aria-label="Text"></textarea>',
  '<p contenteditable aria-label="Text"></p>',
]) {
  test(`in a shadow root: ${markup}`, async ({ page }) => {
    await it.open('<div id="host"></div>');
    await page.locator('#host').evaluate((host, field) => {
      host.attachShadow({ mode: 'open' }).innerHTML =
        `<superposed-complete debounce="0">${field}</superposed-complete>`;
    }, markup);
    await it.write(page.getByLabel('Text'), 'I will');
    await expect(it.ghost).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.type('!');
    const content = await page
      .getByLabel('Text')
      .evaluate((field: HTMLTextAreaElement) => field.value || field.textContent);
    expect(content).toBe('I will be glad to help!');
    await page.keyboard.press('Escape');
    for (let i = 0; i < 2; i++) await page.keyboard.press('Control+z');
    await expect
      .poll(() =>
        page.getByLabel('Text').evaluate((field: HTMLTextAreaElement) => field.value || field.textContent),
      )
      .toBe('I will');
  });
}

test('a field inside another component’s shadow root', async ({ page }) => {
  await it.open('<superposed-complete debounce="0"><my-field></my-field></superposed-complete>');
  await page.locator('my-field').evaluate((host) => {
    host.attachShadow({ mode: 'open' }).innerHTML = '<textarea aria-label="Text"></textarea>';
  });
  await it.write(page.getByLabel('Text'), 'I will');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Text')).toHaveValue('I will be glad to help');
});

test('submit and reset clear the drafts', async ({ page }) => {
  await it.open(`<form id="form"><superposed-complete debounce="0"><label>Text <input></label></superposed-complete>
    <button>Send</button><button type="reset">Reset</button></form>`);
  await page.evaluate(() => document.forms[0]!.addEventListener('submit', (event) => event.preventDefault()));
  const field = page.getByLabel('Text');
  await it.write(field, 'I will');
  await page.keyboard.press('Enter');
  await expect(it.chips).toHaveCount(0);
  await it.write(field, ' do', SCRIPT['']);
  await page.evaluate(() => document.forms[0]!.reset());
  await expect(it.chips).toHaveCount(0);
  await expect(it.ghost).toBeHidden();
  await expect(field).toHaveValue('');
  await it.write(field, 'Yes, I will');
});

test('maxlength holds, and drafts end at a whole word', async ({ page }) => {
  await it.open(
    '<superposed-complete debounce="0"><label>Text <textarea maxlength="14"></textarea></label></superposed-complete>',
  );
  const field = page.getByLabel('Text');
  await it.write(field, 'I will', [' be glad', ' go home', ' not']);
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('I will be glad');
  await expect(it.chips).toHaveCount(0);
});

test('what follows the caret already is not written twice', async ({ page }) => {
  await it.open(
    '<superposed-complete debounce="0"><label>Text <textarea></textarea></label></superposed-complete>',
  );
  const field = page.getByLabel('Text');
  await field.fill(' to help, she said.');
  await field.press('Home');
  await it.write(field, 'I will', [' be glad', ' go home now', ' not']);
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('I will be glad to help, she said.');
  await page.keyboard.type('!');
  await expect(field).toHaveValue('I will be glad to help!, she said.');
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
  const field = page.getByLabel('Text');
  await field.focus();
  const text = asked(page);
  await page.keyboard.type('abc');
  expect(await text).toBe('abc');
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
