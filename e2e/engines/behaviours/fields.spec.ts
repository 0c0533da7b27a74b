import { SCRIPT } from '../../element-page';
import { expect, test } from '../test';

const around = (markup: string, attributes = '') =>
  `<superposed-complete debounce="0" ${attributes}>${markup}</superposed-complete>`;

test('maxlength holds, and drafts end at a whole word', async ({ writer }) => {
  await writer.open(around('<textarea aria-label="Text" maxlength="14"></textarea>'));
  await writer.focus();
  await writer.write('I will', [' be glad', ' go home', ' not']);
  await writer.press('Tab');
  await writer.expectText('I will be glad');
  await writer.expectNoDrafts();
});

test('sending the form clears the drafts, a reset field and drafts', async ({ writer }) => {
  await writer.open(`<form>${around('<input aria-label="Text">')}<button>Send</button></form>`);
  await writer.evaluate(() =>
    document.forms[0]!.addEventListener('submit', (event) => event.preventDefault()),
  );
  await writer.focus();
  await writer.write('I will');
  await writer.press('Enter');
  await writer.expectNoDrafts();
  await writer.write(' do');
  await writer.evaluate(() => document.forms[0]!.reset());
  await writer.expectNoDrafts();
  await writer.expectText('');
  await writer.write('Yes, I will');
});

test('`for` finds a field elsewhere, also one that comes later', async ({ writer }) => {
  await writer.open(`<textarea id="first" aria-label="First"></textarea><div id="place"></div>
    <superposed-complete debounce="0" for="first"></superposed-complete>
    <superposed-complete debounce="0" for="late"></superposed-complete>`);
  await writer.focus('#first');
  await writer.write('I will');
  expect((await writer.shown()).ghost).toBe(' be glad to help');
  await writer.press('Tab');
  await writer.expectText('I will be glad to help', '#first');
  await writer.evaluate(() => {
    document.querySelector('#place')!.innerHTML = '<textarea id="late" aria-label="Late"></textarea>';
  });
  await writer.focus('#late');
  await writer.write('You will');
  await writer.press('Alt+3');
  await writer.expectText('You will not', '#late');
});

test('several fields: one worker, each its own drafts, and they go with the focus', async ({ writer }) => {
  await writer.open(
    around('<textarea id="one" aria-label="One"></textarea>') +
      around('<textarea id="two" aria-label="Two"></textarea><input id="three" aria-label="Three">'),
  );
  for (const id of ['#one', '#two', '#three']) {
    await writer.focus(id);
    await writer.expectNoDrafts();
    await writer.write('I will');
    await writer.press('Alt+2');
    await writer.expectText('I will go home now', id);
  }
  const workers = await writer.evaluate(
    () => (window as unknown as { workers: { started: number } }).workers,
  );
  expect(workers.started).toBe(1);
});

test('a contenteditable: drafts among the page’s own markup', async ({ writer }) => {
  await writer.open(
    around(
      `<div contenteditable role="textbox" aria-label="Text"><p>Dear <b>Ann</b>,</p><p id="last">I</p></div>`,
    ),
  );
  await writer.click('#last');
  await writer.press('End');
  await writer.write(' will');
  await writer.press('Control+ArrowRight');
  await writer.press('Tab');
  await expect
    .poll(() => writer.evaluate(() => document.querySelector('#last')!.textContent))
    .toBe('I will be glad to help');
  expect(await writer.text()).toMatch(/^Dear Ann,\s+I will be glad to help$/);
  const last = () => writer.evaluate(() => document.querySelector('#last')!.textContent);
  for (const text of ['I will be', 'I will']) {
    await writer.tab.undo();
    await expect.poll(last).toBe(text);
  }
  await writer.tab.redo();
  await expect.poll(last).toBe('I will be');
  await writer.tab.type('!');
  await expect.poll(last).toBe('I will be!');
});

test('a click on a draft leaves the caret of a contenteditable where it belongs', async ({ writer }) => {
  await writer.open(around('<div contenteditable role="textbox" aria-label="Text"></div>'));
  await writer.focus();
  await writer.write('I will');
  await writer.click('[part~=draft]', 1);
  await writer.tab.type('!');
  await writer.expectText('I will go home now!');
});

for (const markup of ['<textarea aria-label="Text"></textarea>', '<input aria-label="Text">']) {
  test(`in a shadow root: ${markup}`, async ({ writer }) => {
    await writer.open('<div id="host"></div>');
    await writer.evaluate((html) => {
      const root = document.querySelector('#host')!.attachShadow({ mode: 'open' });
      // WebKit takes the width of a field from a font of the system's, which a test has none of.
      const style = '<style>textarea, input { width: 300px; font: 16px/1.5 sans-serif }</style>';
      root.innerHTML = `${style}<superposed-complete debounce="0">${html}</superposed-complete>`;
    }, markup);
    await writer.focus();
    await writer.write('I will');
    await expect.poll(async () => (await writer.shown()).ghost).toBe(' be glad to help');
    await writer.press('Tab');
    await writer.expectText('I will be glad to help');
    await writer.tab.type('!');
    await writer.expectText('I will be glad to help!');
    await writer.press('Escape');
    for (const text of ['I will be glad to help', 'I will']) {
      await writer.tab.undo();
      await writer.expectText(text);
    }
  });
}

test('a right-to-left field: the arrow is the left one, and the draft comes after the caret', async ({
  writer,
}) => {
  const drafts = [' שלום לכם', ' טוב'];
  await writer.open(around('<textarea aria-label="Text" dir="rtl"></textarea>'), { script: { '': drafts } });
  await writer.focus();
  await writer.write('אני אומר', drafts);
  await writer.press('Control+ArrowLeft');
  await writer.expectText('אני אומר שלום');
  await writer.press('Tab');
  await writer.expectText('אני אומר שלום לכם');
});

test('Latin text in a right-to-left field: chips alone, as ghost text would stand where the draft does not go', async ({
  writer,
}) => {
  await writer.open(around('<textarea aria-label="Text" dir="rtl"></textarea>'));
  await writer.focus();
  await writer.write('I will');
  expect((await writer.shown()).ghost).toBe(null);
  await writer.press('Tab');
  await writer.expectText('I will be glad to help');
});

test('ARIA: the field points at the selected draft while the writer moves between them', async ({
  writer,
}) => {
  await writer.open(around('<textarea aria-label="Text"></textarea>'));
  await writer.focus();
  await writer.write('I will');
  await writer.press('Alt+ArrowDown');
  const option = () =>
    writer.evaluate(() => {
      const id = document.querySelector('textarea')!.getAttribute('aria-activedescendant');
      const selected = id === null ? null : document.getElementById(id);
      return selected && [selected.getAttribute('role'), selected.textContent.trim()];
    });
  await expect.poll(option).toEqual(['option', expect.stringContaining('go home now')]);
  await writer.tab.type(' go');
  await expect.poll(option).toEqual(['option', 'home now']);
  await writer.tab.type('od');
  await expect.poll(option).toBe(null);
});

test('what follows the caret already is not written twice', async ({ writer }) => {
  await writer.open(around('<textarea aria-label="Text"> to help, she said.</textarea>'));
  await writer.focus();
  await writer.press('Control+Home');
  await writer.write('I will', [' be glad', ' go home now', ' not']);
  await writer.press('Tab');
  await writer.expectText('I will be glad to help, she said.');
  await writer.tab.type('!');
  await writer.expectText('I will be glad to help!, she said.');
});

test('nothing is offered in a password, a code or a field that can not be edited', async ({ writer }) => {
  await writer.open(
    around(`<input id="password" type="password"><input id="code" autocomplete="one-time-code">
      <textarea id="fixed" readonly>I will</textarea><textarea id="text" aria-label="Text"></textarea>`),
  );
  // Whoever asked would have an answer before the field that does get one has its own.
  const suggested = () => writer.evaluate(() => (window as unknown as { suggested: string[] }).suggested);
  await writer.evaluate(() => {
    const suggested: string[] = [];
    Object.assign(window, { suggested });
    addEventListener('superposed-suggest', (event) =>
      suggested.push((event as CustomEvent<{ text: string }>).detail.text),
    );
  });
  for (const selector of ['#password', '#code', '#fixed']) {
    await writer.focus(selector);
    await writer.tab.type('Will I');
    await writer.press('Alt+ArrowDown');
  }
  await writer.focus('#text');
  await writer.write('So be it', SCRIPT['']);
  expect((await suggested()).filter((text) => !'So be it'.startsWith(text))).toEqual([]);
});
