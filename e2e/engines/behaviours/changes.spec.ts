import { SCRIPT } from '../../element-page';
import { expect, test } from '../test';
import { FIELD, KINDS } from '../writer';

const around = (markup: string) => `<superposed-complete debounce="0">${markup}</superposed-complete>`;

/** What a page does to a field; it runs there. */
const CHANGES: readonly ((selector: string) => void)[] = [
  // Empties it.
  (selector) => {
    const [field] = window.find(selector);
    if (field && 'value' in field) field.value = '';
    else field!.textContent = '';
  },
  // The same in a timer.
  (selector) => {
    setTimeout(() => {
      const [field] = window.find(selector);
      if (field && 'value' in field) field.value = '';
      else field!.replaceChildren();
    }, 50);
  },
  // Writes more, with the caret at its end.
  (selector) => {
    const [field] = window.find(selector);
    if (field && 'value' in field) return void ((field as HTMLInputElement).value += ' not');
    field!.append(' not');
    getSelection()!.selectAllChildren(field!);
    getSelection()!.collapseToEnd();
  },
  // Writes another text.
  (selector) => {
    const [field] = window.find(selector);
    if (field && 'value' in field) field.value = 'Something else';
    else field!.textContent = 'Something else';
  },
];

for (const [name, markup] of Object.entries(KINDS)) {
  test(`drafts go when a script changes the text: ${name}`, async ({ writer }) => {
    await writer.open(around(markup));
    for (const change of CHANGES) {
      await writer.focus();
      await writer.write('I will');
      // A frame or two after the text is another one.
      await writer.evaluate(change, FIELD);
      await writer.expectNoDrafts();
    }
  });

  test(`a field that gets the focus as it is inserted keeps it: ${name}`, async ({ writer }) => {
    await writer.open('<div id="place"></div>');
    const kept = await writer.evaluate((html) => {
      document.querySelector('#place')!.innerHTML = html;
      const field = document.querySelector<HTMLElement>('[aria-label]')!;
      field.focus();
      return document.activeElement === field;
    }, around(markup));
    expect(kept).toBe(true);
    await writer.write('I will');
  });
}

test('a field that rewrites what is typed has drafts for what it says, and takes them', async ({
  writer,
}) => {
  await writer.open(around(KINDS.input), { script: { WILL: SCRIPT['']!, '': [' wrong'] } });
  await writer.evaluate((selector) => {
    const field = window.find(selector)[0] as HTMLInputElement;
    field.addEventListener('input', () => (field.value = field.value.toUpperCase()));
  }, FIELD);
  await writer.focus();
  await writer.write('I will');
  await writer.press('Tab');
  await writer.expectText('I WILL BE GLAD TO HELP');
});

test('a contenteditable in a shadow root: drafts, taken and undone', async ({ writer }) => {
  await writer.open('<div id="host"></div>');
  await writer.evaluate((html) => {
    document.querySelector('#host')!.attachShadow({ mode: 'open' }).innerHTML = html;
  }, around(KINDS.contenteditable));
  await writer.focus();
  await writer.write('I will');
  await writer.press('Tab');
  await writer.expectText('I will be glad to help');
  await writer.tab.type('!');
  await writer.tab.undo();
  await writer.expectText('I will be glad to help');
  await writer.tab.undo();
  await writer.expectText('I will');
});
