import { expect, test } from 'playwright/test';
import { untilSeen } from '../packages/element/src/until-seen.fixture';
import type { SuperposedComplete } from 'superposed-complete';
import { ElementPage, SCRIPT } from './element-page';

let it: ElementPage;
test.beforeEach(({ page }) => {
  it = new ElementPage(page);
});

const LONG = { '': [' be glad to help you with the move on Saturday, if you like'] };

for (const [name, markup, text] of [
  ['a field that would grow', '<div contenteditable style="width: 20em; padding: 10px"></div>', 'I will'],
  [
    'the last line in view',
    '<textarea rows="2" style="line-height: 1.4; padding-bottom: 10px"></textarea>',
    'a\nI will',
  ],
] as const) {
  test(`ghost text ends at a whole line, and marks that it goes on: ${name}`, async ({ page }) => {
    await it.open(`<superposed-complete debounce="0" bar="off">${markup}</superposed-complete>`, LONG);
    const field = page.locator('textarea, [contenteditable]');
    await field.focus();
    await page.keyboard.type(text);
    await expect(it.ghost).toHaveText(LONG[''][0]!);
    await expect(it.ghost).toHaveCSS('-webkit-line-clamp', '1');
    const [ghost, whole] = [(await it.ghost.boundingBox())!, (await field.boundingBox())!];
    expect(ghost.height).toBeLessThan(30);
    expect(ghost.y + ghost.height).toBeLessThanOrEqual(whole.y + whole.height);
  });
}

test('ghost text keeps to its line above other text, and stays away where it has no room', async ({
  page,
}) => {
  await it.open(
    '<superposed-complete debounce="0"><label>Text <textarea rows="4"></textarea></label></superposed-complete>',
    LONG,
  );
  const field = page.getByLabel('Text');
  await field.fill('\nThe next line');
  await field.press('Control+Home');
  await page.keyboard.type('I will');
  await expect(it.ghost).toBeVisible();
  expect(await it.ghost.evaluate((line) => line.getClientRects().length)).toBe(1);
  const { height } = (await it.ghost.boundingBox())!;
  expect(height).toBeLessThan(30);
  await field.evaluate((element: HTMLElement) => (element.style.textAlign = 'center'));
  await page.keyboard.type('!');
  await expect(it.chips).toHaveCount(1);
  await expect(it.ghost).toBeHidden();
});

test('the page around never moves: not by loading, drafts, long drafts, or their going', async ({ page }) => {
  await it.open(
    `<superposed-complete debounce="0"><label>Text <textarea></textarea></label></superposed-complete><p>After it</p>
    <superposed-complete debounce="0" bar="above"><label>Other <textarea></textarea></label></superposed-complete>
    <p>And more</p>`,
    { '': Array.from({ length: 6 }, (_, index) => ` draft ${index} that is really rather long`) },
  );
  await page.setViewportSize({ width: 420, height: 800 });
  await page.waitForTimeout(300);
  await page.evaluate(() => {
    const shifted: string[] = [];
    Object.assign(window, { shifted });
    interface Shift extends PerformanceEntry {
      readonly sources: readonly { readonly node: Node | null }[];
    }
    const observer = new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries() as Shift[]) {
        // What moves inside of the element has no node here.
        for (const { node } of sources) if (node) shifted.push(node.nodeName);
      }
    });
    observer.observe({ type: 'layout-shift' });
  });
  for (const label of ['Text', 'Other']) {
    await page.getByLabel(label).focus();
    await page.keyboard.type('I will');
    await expect(it.chips).toHaveCount(6);
    // Keys leave alone what nobody can have seen yet.
    await page.evaluate(untilSeen);
    await page.keyboard.press('Escape');
    await expect(it.chips).toHaveCount(0);
  }
  await page.waitForTimeout(300);
  const shifted = () => page.evaluate(() => (window as unknown as { shifted: string[] }).shifted);
  expect(await shifted()).toEqual([]);
  // The observer sees what does move.
  await page.evaluate(() => document.querySelector('p')!.before('New', document.createElement('hr')));
  await expect.poll(shifted).toContain('P');
});

test('a chip keeps its element and its place while its draft grows', async ({ page }) => {
  // Slower than drafts that grow are drawn, so that each word is.
  await it.open(
    '<superposed-complete debounce="0"><label>Text <textarea></textarea></label></superposed-complete>',
    SCRIPT,
    100,
  );
  await page.evaluate(() => {
    const seen: { node: Element; left: number }[][] = [];
    Object.assign(window, { seen });
    addEventListener('superposed-suggest', (event) => {
      const element = event.target as SuperposedComplete;
      void element.updateComplete.then(() => {
        const chips = [...element.shadowRoot!.querySelectorAll('[part~=draft]')];
        seen.push(chips.map((node) => ({ node, left: node.getBoundingClientRect().left })));
      });
    });
  });
  await it.write(page.getByLabel('Text'), 'I will');
  const kept = await page.evaluate(() => {
    const { seen } = window as unknown as { seen: { node: Element; left: number }[][] };
    const last = seen.at(-1)!;
    const full = seen.slice(-4);
    return full.map((chips) =>
      chips.every(({ node, left }, index) => node === last[index]!.node && left === last[index]!.left),
    );
  });
  expect(kept).toEqual([true, true, true, true]);
});

test('floating drafts are at the caret, and flip at the edge of the window', async ({ page }) => {
  await page.setViewportSize({ width: 600, height: 500 });
  await it.open(
    `<style>textarea { position: fixed; inset: 20px auto auto 20px; width: 500px; height: 440px }</style>
    <superposed-complete debounce="0" bar="floating"><textarea aria-label="Text"></textarea></superposed-complete>`,
  );
  const field = page.getByLabel('Text');
  const tray = page.locator('superposed-complete .tray');
  const boxes = async () => ({ tray: (await tray.boundingBox())!, ghost: (await it.ghost.boundingBox())! });
  await it.write(field, 'I will');
  await expect.poll(async () => (await boxes()).tray.y).toBeGreaterThan(40);
  const top = await boxes();
  expect(top.tray.y - top.ghost.y).toBeLessThan(60);
  await page.keyboard.press('Escape');
  await expect(tray).toBeHidden();
  await page.keyboard.type(' see' + '\n'.repeat(17));
  await it.write(field, 'I will');
  await expect.poll(async () => (await boxes()).tray.y + (await boxes()).tray.height).toBeLessThan(430);
  const bottom = await boxes();
  expect(bottom.ghost.y).toBeGreaterThan(bottom.tray.y + bottom.tray.height - 30);
});

test('on a phone the drafts are in one row, and lie on top of the keyboard', async ({ browser }) => {
  const context = await browser.newContext({
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 800 },
    baseURL: test.info().project.use.baseURL,
  });
  const page = await context.newPage();
  it = new ElementPage(page);
  await it.open(
    '<superposed-complete debounce="0"><label>Text <textarea></textarea></label></superposed-complete>',
  );
  await it.write(page.getByLabel('Text'), 'I will');
  const tray = page.locator('superposed-complete .tray');
  await expect(tray).toHaveAttribute('data-place', 'bar');
  const tops = await it.chips.evaluateAll((chips) => chips.map((chip) => chip.getBoundingClientRect().top));
  expect(new Set(tops).size, 'rows').toBe(1);
  // No browser without a screen has such a keyboard; this is all that it tells a page.
  await page.evaluate(() => {
    Object.defineProperty(visualViewport, 'height', { value: 500 });
    visualViewport!.dispatchEvent(new Event('resize'));
  });
  await expect(tray).toHaveAttribute('data-place', 'keyboard');
  const { y, height, width } = (await tray.boundingBox())!;
  expect(Math.round(y + height)).toBe(500);
  expect(Math.round(width)).toBe(390);
  for (const chip of await it.chips.all())
    expect((await chip.boundingBox())!.height).toBeGreaterThanOrEqual(44);
  await it.chips.first().tap();
  await expect(page.getByLabel('Text')).toHaveValue('I will be glad to help');
  await expect(page.getByLabel('Text')).toBeFocused();
  await context.close();
});

test('chips can be made by a template of the page, and parts can be styled', async ({ page }) => {
  await it.open(
    `<style>superposed-complete::part(selected) { border-radius: 1px }
      superposed-complete::part(ghost) { font-style: italic }</style>
    <superposed-complete debounce="0"><label>Text <textarea></textarea></label>
    <template slot="chip"><i data-draft></i> <u data-key></u> <s data-confidence></s>%</template>
    </superposed-complete>`,
  );
  await page.getByLabel('Text').focus();
  await page.keyboard.type('I will');
  await expect(it.chips.last().locator('i')).toHaveText('not');
  await expect(it.chips.first().locator('i')).toHaveText('be glad to help');
  await expect(it.chips.first()).toHaveText(/be glad to help Tab 30%/);
  await expect(it.chips.first()).toHaveCSS('border-radius', '1px');
  await expect(it.ghost).toHaveCSS('font-style', 'italic');
  await it.chips.nth(1).click();
  await expect(page.getByLabel('Text')).toHaveValue('I will go home now');
});
