import { expect, test } from '../test';
import { FIELD, KINDS } from '../writer';

/* A draft goes into a field as typing does. */

const around = (markup: string) => `<superposed-complete debounce="0">${markup}</superposed-complete>`;

for (const [name, markup] of Object.entries(KINDS)) {
  test(`undo takes back the draft alone, then what was typed: ${name}`, async ({ writer }) => {
    await writer.open(around(markup));
    await writer.focus();
    await writer.write('I will');
    await writer.press('Tab');
    await writer.expectText('I will be glad to help');
    await writer.tab.undo();
    await writer.expectText('I will');
    await writer.tab.redo();
    await writer.expectText('I will be glad to help');
    await writer.tab.undo();
    await writer.expectText('I will');
    // How many keys make a step is the browser's own affair.
    await writer.tab.undo();
    await expect.poll(() => writer.text()).not.toBe('I will');
    expect('I will'.startsWith(await writer.text())).toBe(true);
  });

  test(`what is typed after a draft is a step of its own: ${name}`, async ({ writer }) => {
    await writer.open(around(markup));
    await writer.focus();
    await writer.write('I will');
    await writer.press('Tab');
    await writer.tab.type('!');
    await writer.expectText('I will be glad to help!');
    for (const text of ['I will be glad to help', 'I will']) {
      await writer.tab.undo();
      await writer.expectText(text);
    }
  });

  test(`a draft is announced as typing is, and a page can refuse it: ${name}`, async ({ writer }) => {
    await writer.open(around(markup));
    await writer.focus();
    await writer.write('I will');
    await writer.evaluate((selector) => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const type of ['beforeinput', 'input'])
        window.find(selector)[0]!.addEventListener(type, (event) => {
          heard.push(`${type} ${(event as InputEvent).inputType}:${(event as InputEvent).data ?? ''}`);
          if (heard.length > 4) event.preventDefault();
        });
    }, FIELD);
    const accept = () => writer.evaluate(() => document.querySelector('superposed-complete')!.accept());
    await accept();
    await writer.write('!');
    await accept();
    expect(await writer.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([
      'beforeinput insertText: be glad to help',
      'input insertText: be glad to help',
      'beforeinput insertText:!',
      'input insertText:!',
      'beforeinput insertText: be glad to help',
    ]);
    await writer.expectText('I will be glad to help!');
  });
}
