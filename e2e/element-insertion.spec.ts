import { expect, test, type Locator } from 'playwright/test';
import { ElementPage } from './element-page';

let it: ElementPage;
test.beforeEach(({ page }) => {
  it = new ElementPage(page);
});

const FIELDS = {
  textarea: '<textarea aria-label="Text"></textarea>',
  input: '<input aria-label="Text">',
  contenteditable: '<div contenteditable role="textbox" aria-label="Text"></div>',
};

const textOf = (field: Locator) =>
  field.evaluate((element) => ('value' in element ? (element.value as string) : element.textContent.trim()));

for (const [name, markup] of Object.entries(FIELDS)) {
  test(`undo takes back the draft alone, then what was typed: ${name}`, async ({ page }) => {
    await it.open(`<superposed-complete debounce="0">${markup}</superposed-complete>`);
    const field = page.getByLabel('Text');
    const text = () => textOf(field);
    await it.write(field, 'I will');
    await page.keyboard.press('Tab');
    // One key: how many make a step of undo is the browser's own affair.
    await page.keyboard.type('!');
    expect(await text()).toBe('I will be glad to help!');
    await page.keyboard.press('Control+z');
    expect(await text()).toBe('I will be glad to help');
    await page.keyboard.press('Control+z');
    expect(await text()).toBe('I will');
    await page.keyboard.press('Control+Shift+z');
    expect(await text()).toBe('I will be glad to help');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    expect('I will'.startsWith(await text()) && (await text()) !== 'I will').toBe(true);
  });

  test(`a draft is announced as typing is, and a page can refuse it: ${name}`, async ({ page }) => {
    await it.open(`<superposed-complete debounce="0">${markup}</superposed-complete>`);
    const field = page.getByLabel('Text');
    await it.write(field, 'I will');
    await field.evaluate((element) => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const type of ['beforeinput', 'input'])
        element.addEventListener(type, (event) => {
          heard.push(`${type} ${(event as InputEvent).inputType}:${(event as InputEvent).data ?? ''}`);
          if (heard.length > 4) event.preventDefault();
        });
    });
    const accept = () => page.evaluate(() => document.querySelector('superposed-complete')!.accept());
    await accept();
    await it.write(field, '!');
    await accept();
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    expect(heard).toEqual([
      'beforeinput insertText: be glad to help',
      'input insertText: be glad to help',
      'beforeinput insertText:!',
      'input insertText:!',
      'beforeinput insertText: be glad to help',
    ]);
    expect(await textOf(field)).toBe('I will be glad to help!');
  });
}

test('a field that gets the focus as it is inserted keeps it, and has drafts', async ({ page }) => {
  await it.open('<div id="place"></div>');
  const focused = await page.evaluate((markup) => {
    const place = document.querySelector('#place')!;
    place.innerHTML = `<superposed-complete debounce="0">${markup}</superposed-complete>`;
    place.querySelector('textarea')!.focus();
    return document.activeElement!.localName;
  }, FIELDS.textarea);
  expect(focused).toBe('textarea');
  await page.keyboard.type('I will');
  await expect(it.chips).toHaveCount(3);
});
