import { expect, test } from 'playwright/test';
import { DemoPage } from './demo-page';

const PROMPTS = ['Thank you for your email. I will', 'The best way to learn a new language is to'];

let demo: DemoPage;
test.beforeEach(({ page }) => {
  demo = new DemoPage(page);
});
test.afterEach(() => {
  expect(demo.strangers, 'requests to other hosts').toEqual([]);
});

test('a writer takes drafts, takes one back, takes another, and hides the rest', async ({ page }) => {
  const { field, chips } = demo;
  await demo.open();
  await expect(demo.status).toContainText('Loading the language model');
  await demo.write(PROMPTS[0]!);
  const drafts = await demo.drafts();
  expect(drafts).toHaveLength(3);
  const words = drafts.map((draft) => draft.split(' ')[0]!.toLowerCase());
  for (const word of words) expect(word).toMatch(/^\p{L}{2,}/u);
  expect(new Set(words).size).toBe(3);
  await expect(page.getByText('Running on WASM')).toBeVisible();

  await page.keyboard.press('Tab');
  await expect(field).toHaveValue(`${PROMPTS[0]} ${drafts[0]}`);
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue(PROMPTS[0]!);
  await expect(chips).toHaveCount(0);

  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => chips.locator('span').allTextContents()).toEqual(drafts);
  await chips.nth(1).click();
  await expect(field).toHaveValue(`${PROMPTS[0]} ${drafts[1]}`);
  await expect(field).toBeFocused();

  await demo.drafts();
  await page.keyboard.press('Escape');
  await expect(chips).toHaveCount(0);
  expect((await demo.heard('accept')).map(({ text }) => text)).toEqual([PROMPTS[0], PROMPTS[0]]);
});

test('keystrokes while drafts are made leave only drafts for the last text', async () => {
  await demo.open();
  await demo.write('The best way');
  await expect(demo.chips.first()).toBeVisible();
  await demo.write(' to learn a new');
  await expect
    .poll(async () => (await demo.heard('suggest')).at(-1)?.text)
    .toBe('The best way to learn a new');
  await demo.write(' language is to');
  const shown = await demo.drafts();
  const heard = await demo.heard('suggest');
  const last = heard.at(-1)!;
  expect(last).toMatchObject({ text: PROMPTS[1], done: true });
  expect(shown).toEqual(last.drafts.map(({ text }) => text.trim()));
  // Texts come in the order they were typed: nothing older shows up late.
  const lengths = heard.map(({ text }) => text.length);
  expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
});

test('samples, a space at the end, half a word, and typing along all give drafts that fit', async ({
  page,
}) => {
  await demo.open();
  await page.getByRole('button', { name: PROMPTS[0]! }).click();
  await expect(demo.field).toHaveValue(PROMPTS[0]!);
  const drafts = await demo.drafts();
  expect(drafts).toHaveLength(3);

  // Along the first draft, letter by letter: it stays on show, less what is typed.
  const [best] = drafts;
  await demo.write(` ${best!.slice(0, 2)}`);
  expect((await demo.drafts()).map((draft) => draft.trim())).toContain(best!.slice(2).trim());

  await demo.field.fill('');
  await demo.write('We look forward to see');
  for (const draft of await demo.drafts()) expect(draft).not.toMatch(/^see/);
  await demo.field.fill('');
  await demo.write('I would like to ');
  // Where few rows fit the budget, drafts whose first word is only guessed are left out.
  expect((await demo.drafts()).length).toBeGreaterThan(0);
  for (const { text } of (await demo.heard('suggest')).at(-1)!.drafts) expect(text).toMatch(/^\S/);
});

test('without a device asked for, a software adapter is refused', async ({ page }) => {
  await demo.open('');
  await demo.write(PROMPTS[1]!);
  expect(await demo.drafts()).toHaveLength(3);
  await expect(page.getByText('Running on WASM')).toBeVisible();
});
