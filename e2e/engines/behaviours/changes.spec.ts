import { SCRIPT } from '../../element-page';
import { expect, test } from '../test';
import { FIELD } from '../writer';

const FIELDS = {
  textarea: '<textarea aria-label="Text"></textarea>',
  input: '<input aria-label="Text">',
  contenteditable: '<div contenteditable role="textbox" aria-label="Text"></div>',
};
const around = (markup: string) => `<superposed-complete debounce="0">${markup}</superposed-complete>`;

for (const [name, markup] of Object.entries(FIELDS)) {
  test(`drafts go when a script empties the field or writes something else: ${name}`, async ({ writer }) => {
    await writer.open(around(markup));
    for (const text of ['', 'Something else']) {
      await writer.focus();
      await writer.write('I will');
      await writer.evaluate(
        ({ selector, written }) => {
          const [field] = window.find(selector);
          if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)
            field.value = written;
          else field!.textContent = written;
        },
        { selector: FIELD, written: text },
      );
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
  await writer.open(around(FIELDS.input), { script: { WILL: SCRIPT['']!, '': [' wrong'] } });
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
  }, around(FIELDS.contenteditable));
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
