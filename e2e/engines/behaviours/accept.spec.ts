import { expect, test } from '../test';

const BODY = `<superposed-complete debounce="0"><label>Text <textarea rows="4"></textarea></label></superposed-complete>
  <button>Next</button>`;

test.beforeEach(async ({ writer }) => {
  await writer.open(BODY);
  await writer.focus();
});

test('Tab takes the draft, leaves the caret after it, and stays in the field', async ({ writer }) => {
  await writer.write('I will');
  await writer.press('Tab');
  await writer.expectText('I will be glad to help');
  expect(await writer.field()).toMatchObject({ start: 22, end: 22, focused: true });
});

test('Control+→ and Alt+→ take a word each, and drafts that begin otherwise go', async ({ writer }) => {
  await writer.write('I will');
  await writer.press('Control+ArrowRight');
  await writer.expectText('I will be');
  await writer.expectDrafts([' glad to help']);
  await writer.press('Alt+ArrowRight');
  await writer.expectText('I will be glad');
  for (const text of ['I will be', 'I will']) {
    await writer.tab.undo();
    await writer.expectText(text);
  }
});

test('Alt and a digit takes that draft', async ({ writer }) => {
  await writer.write('I will');
  await writer.press('Alt+2');
  await writer.expectText('I will go home now');
});

test('a click takes that draft, and typing goes on in the field', async ({ writer }) => {
  await writer.write('I will');
  await writer.click('[part~=draft]', 1);
  await writer.expectText('I will go home now');
  await writer.tab.type('!');
  await writer.expectText('I will go home now!');
});

test('the field’s input events say what was typed', async ({ writer }) => {
  await writer.evaluate(() => {
    const inputs: string[] = [];
    Object.assign(window, { inputs });
    window.find('textarea')[0]!.addEventListener('input', (event) => inputs.push(event.inputType));
  });
  await writer.write('I will');
  await writer.press('Tab');
  await writer.expectText('I will be glad to help');
  await writer.tab.undo();
  await writer.tab.redo();
  await writer.expectText('I will be glad to help');
  const inputs = await writer.evaluate(() => (window as unknown as { inputs: string[] }).inputs);
  expect(inputs.slice(6)).toEqual(['insertText', 'historyUndo', 'historyRedo']);
});

test('drafts can be selected: ghost text and Tab follow', async ({ writer }) => {
  await writer.write('I will');
  for (const [key, text] of [
    ['Alt+ArrowDown', ' go home now'],
    ['Alt+]', ' not'],
    ['Alt+]', ' be glad to help'],
    ['Alt+ArrowUp', ' not'],
    ['Alt+[', ' go home now'],
  ] as const) {
    await writer.press(key);
    await expect.poll(() => writer.shown()).toMatchObject({ selected: text.trim(), ghost: text });
  }
  await writer.press('Tab');
  await writer.expectText('I will go home now');
});

test('Escape hides until the next word; Alt+↓ asks at once', async ({ writer }) => {
  await writer.write('I will');
  await writer.press('Escape');
  await writer.expectNoDrafts();
  await writer.tab.type(' see');
  await new Promise((resolve) => setTimeout(resolve, 200));
  await writer.expectNoDrafts();
  await writer.write(' ');
  await writer.press('Escape');
  await writer.expectNoDrafts();
  await writer.press('Alt+ArrowDown');
  await expect.poll(async () => (await writer.shown()).chips.length).toBe(3);
  await writer.expectText('I will see ');
});

test('typing along keeps the draft, a departure changes it', async ({ writer }) => {
  await writer.write('I will');
  await writer.write(' go', [' home now']);
  expect((await writer.shown()).ghost).toBe(' home now');
  await writer.write('od');
});

test('Tab is never trapped where nothing is shown', async ({ writer }) => {
  const leaves = async () => {
    await writer.press('Tab');
    expect((await writer.field('button')).focused).toBe(true);
    await writer.focus();
  };
  await leaves();
  await writer.write('I will');
  await writer.press('Escape');
  await writer.expectNoDrafts();
  await leaves();

  // Drafts there are, but no bar, and no room for ghost text in the middle of a line.
  await writer.evaluate(() => {
    document.querySelector('superposed-complete')!.bar = 'off';
    const field = document.querySelector('textarea')!;
    field.value = '. And more';
    field.setSelectionRange(0, 0);
  });
  await writer.tab.type('I will');
  await expect
    .poll(() => writer.evaluate(() => document.querySelector('superposed-complete')!.drafts.length))
    .toBe(3);
  expect((await writer.shown()).ghost).toBe(null);
  await leaves();
  await writer.expectText('I will. And more');
});
