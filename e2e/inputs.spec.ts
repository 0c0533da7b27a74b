import { expect, test } from './hostile';

/* Text of every kind, in a real field with a real worker. packages/engine/src/text/inputs.test.ts has more of them. */

const filled = (text: string, length: number) =>
  text.repeat(Math.ceil(length / text.length)).slice(0, length);

const INPUTS: Record<string, string> = {
  '1 MB of lines': filled('This is a line of some words.\n', 1_000_000),
  '1 MB in one line, without a space': filled('abcdefghijk', 1_000_000),
  Hebrew: 'שלום, אני כותב לך',
  'emoji that are joined, and flags': 'So 👩‍👩‍👧‍👦👍🏽🇩🇪🇫🇷',
  'characters of no width': 'I\u200b\u200c\u200d\ufeff\u2060',
  code: 'if (a) {\n\treturn b[0];\n}\n',
  'markup that would be a script':
    '<img src=x onerror="document.title = 1"><script>document.title = 1</script>',
};

for (const [what, text] of Object.entries(INPUTS)) {
  test(`a field with ${what}`, async ({ writer, page }) => {
    await writer.visit();
    // By a script, as a browser's own paste of so many lines takes minutes.
    await writer.field.evaluate((field: HTMLTextAreaElement, value) => (field.value = value), text);
    writer.typed = text;
    await writer.expectDrafts(' ab');
    const offered = await page.evaluate(() => document.querySelector('superposed-complete')!.drafts);
    await page.keyboard.press('Tab');
    writer.typed += offered[0]!.text;
    await expect(writer.field).toHaveValue(writer.typed);
    await writer.expectDrafts('§');
    expect(await page.title()).toBe('Hostile');
    expect(await writer.codes()).toEqual([]);
  });
}

test('a field with half a surrogate pair', async ({ writer }) => {
  await writer.visit();
  await writer.field.evaluate((field: HTMLTextAreaElement) => {
    field.value = `I am ${String.fromCharCode(0xd83d)}`;
    field.setSelectionRange(field.value.length, field.value.length);
  });
  writer.typed = await writer.field.inputValue();
  await writer.expectDrafts(' ab');
  expect(await writer.codes()).toEqual([]);
});

test('only spaces and line breaks: nothing is asked, nothing is offered', async ({ writer }) => {
  await writer.visit();
  await writer.expectDrafts('ab');
  await writer.field.fill('');
  writer.typed = '';
  const before = (await writer.heard('suggest')).length;
  await writer.typeOn('  \n\t ');
  await expect(writer.chips).toHaveCount(0);
  expect((await writer.heard('suggest')).length).toBe(before);
});

test('a thousand keystrokes without rest: all are in the field, and the drafts are for the last', async ({
  writer,
  page,
}) => {
  await writer.visit();
  await writer.expectDrafts('ab');
  const text = filled(' quick brown fox', 1000);
  await page.keyboard.type(text);
  writer.typed += text;
  await writer.drafts();
  expect((await writer.heard('suggest')).at(-1)).toMatchObject({ text: writer.typed, done: true });
  expect(await writer.codes()).toEqual([]);
});

test('the caret anywhere: drafts come and go in where it is, and not within a word', async ({
  writer,
  page,
}) => {
  await writer.visit();
  const [before, after] = ['one two', ' three 👩‍👧.'];
  await writer.field.fill(before + after);
  writer.typed = before + after;
  for (let caret = 0; caret <= writer.typed.length; caret++) {
    await writer.field.evaluate((field: HTMLTextAreaElement, at) => field.setSelectionRange(at, at), caret);
    await page.keyboard.press('Alt+ArrowDown');
  }
  await writer.field.evaluate(
    (field: HTMLTextAreaElement, at) => field.setSelectionRange(at, at),
    before.length,
  );
  await page.keyboard.type('!');
  await writer.drafts(`${before}!`);
  const draft = await page.evaluate(() => document.querySelector('superposed-complete')!.drafts[0]!.text);
  await page.keyboard.press('Alt+1');
  writer.typed = `${before}!${draft}${after}`;
  await expect(writer.field).toHaveValue(writer.typed);
  await writer.field.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(2, 2));
  await expect(writer.chips).toHaveCount(0);
});
