import { expect, test, type Page } from 'playwright/test';
import { ElementPage, SCRIPT } from './element-page';

let it: ElementPage;
test.beforeEach(({ page }) => {
  it = new ElementPage(page);
});

const TEXTAREA = '<textarea aria-label="Text"></textarea>';

async function expectNothingOnShow(page: Page): Promise<void> {
  await expect(it.chips).toHaveCount(0);
  await expect(it.ghost).toBeHidden();
  await expect(page.locator('superposed-complete [role=status].announcement')).toBeEmpty();
}

test('drafts go when a chat box sends and empties the field, with a click or by Enter', async ({ page }) => {
  await it.open(`<superposed-complete debounce="0">${TEXTAREA}</superposed-complete>`);
  const field = page.getByLabel('Text');
  await field.evaluate((element: HTMLTextAreaElement) => {
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      element.value = '';
    });
  });
  await it.write(field, 'I will');
  await page.keyboard.press('Enter');
  await expectNothingOnShow(page);
  await it.write(field, 'You will');
});

test('nothing looks at the text at each frame while nothing is shown', async ({ page }) => {
  await it.open(`<superposed-complete debounce="0">${TEXTAREA}</superposed-complete>`);
  const field = page.getByLabel('Text');
  const frames = () =>
    page.evaluate(async () => {
      const real = requestAnimationFrame;
      let count = 0;
      window.requestAnimationFrame = (callback) => {
        count++;
        return real(callback);
      };
      for (let frame = 0; frame < 10; frame++) await new Promise(real);
      window.requestAnimationFrame = real;
      return count;
    });
  await it.write(field, 'I will');
  expect(await frames()).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await expect(it.chips).toHaveCount(0);
  expect(await frames()).toBe(0);
});

for (const [name, script] of Object.entries({
  'at once': 'field.oninput = () => { field.value = field.value.toUpperCase() }',
  'in a microtask': `field.oninput = async () => { await null; field.value = field.value.toUpperCase() }`,
  'in the next frame': `field.oninput = () => requestAnimationFrame(() => { field.value = field.value.toUpperCase() })`,
})) {
  test(`a field that rewrites what is typed, ${name}, has drafts for what it says`, async ({ page }) => {
    await it.open(
      `<superposed-complete debounce="0"><input id="text" aria-label="Text"></superposed-complete>
      <script>const field = document.getElementById('text'); ${script}</script>`,
      { WILL: SCRIPT['']!, HELP: [' now'], '': [' wrong'] },
    );
    const field = page.getByLabel('Text');
    await it.write(field, 'I will');
    await page.keyboard.press('Tab');
    await expect(field).toHaveValue('I WILL BE GLAD TO HELP');
    const caret = () => field.evaluate((element: HTMLInputElement) => element.selectionStart);
    expect(await caret()).toBe(22);
    await it.expectDrafts([' now']);
    // A value that a script sets ends the browser's own history: undo takes back the whole draft, or nothing.
    await page.keyboard.press('Control+z');
    await page.waitForTimeout(100);
    expect(['I WILL BE GLAD TO HELP', 'I WILL']).toContain((await field.inputValue()).toUpperCase());
  });
}
