import { expect, test } from 'playwright/test';
import { ElementPage, SCRIPT } from './element-page';
import { difference } from './pictures';

let it: ElementPage;
test.beforeEach(({ page }) => {
  it = new ElementPage(page);
});

const PLAIN = `<style>superposed-complete { --superposed-ghost-opacity: 1 }
  * { caret-color: transparent; outline: none !important }</style>`;
const TEXTAREA = '<textarea aria-label="Text" rows="4"></textarea>';
const EDITABLE = `<div contenteditable role="textbox" aria-label="Text"
  style="width: 20em; min-height: 4em; padding: 10px; border: 1px solid"></div>`;
const element = (markup = TEXTAREA, attributes = '') =>
  `<superposed-complete debounce="0" bar="off" ${attributes}>${markup}</superposed-complete>`;
const styled = (style: string) => `<textarea aria-label="Text" rows="4" style="${style}"></textarea>`;
const around = (style: string, inside = element()) =>
  `<div style="${style}; transform-origin: 0 0">${inside}</div>`;

/** Each page with one field, and what is typed. */
const PAGES: [string, string, string?][] = [
  ['a page that is zoomed', around('zoom: 1.25')],
  [
    'an input that is zoomed',
    around('zoom: 1.5', element('<input aria-label="Text" style="width: 24em; padding: 5px 20px">')),
  ],
  ['an editable that is zoomed', around('zoom: .8', element(EDITABLE))],
  ['a page that is scaled', around('transform: scale(.8)')],
  ['an editable that is scaled', around('scale: 1.2', element(EDITABLE))],
  ['a field that is zoomed in the element', element(`<div style="zoom: 1.3">${TEXTAREA}</div>`)],
  ['text-indent, in the second line', element(styled('text-indent: 40px')), 'one\nI will'],
  ['text-indent, in the first line', element(styled('text-indent: 40px'))],
  [
    'fractions of pixels',
    element(
      styled(
        'width: 333.3px; height: 90.7px; padding: 3.3px 4.7px; border: 1.5px solid; font: 15.3px/1.37 serif',
      ),
    ),
  ],
  ['tall lines', element(styled('line-height: 3'))],
  ['lines of the font’s own height', element(styled('line-height: normal'))],
  ['low lines', element(styled('line-height: .9'))],
  [
    'an input with padding and border',
    element('<input aria-label="Text" style="width: 34em; padding: 3px 17px; border: 7px solid">'),
  ],
  [
    'another direction in the second line',
    element('<textarea aria-label="Text" dir="auto" rows="4"></textarea>'),
    'Hello\nשלום',
  ],
];

for (const [name, markup, text = 'I will'] of PAGES) {
  test(`the ghost is where the text will be: ${name}`, async ({ page }) => {
    const drafts = /\p{Script=Hebrew}$/u.test(text) ? [' לכולם'] : [' be glad to help'];
    await it.open(PLAIN + markup, { '': drafts });
    await it.page.getByLabel('Text').focus();
    await page.keyboard.type(text);
    await expect(it.ghost).toHaveText(drafts[0]!);
    await expect(it.ghost).toBeVisible();
    const host = page.locator('superposed-complete');
    const picture = () => page.screenshot({ clip: { x: 0, y: 0, width: 800, height: 400 } });
    const ghost = await picture();
    await host.evaluate((node: HTMLElementTagNameMap['superposed-complete']) => (node.ghost = 'off'));
    await expect(it.ghost).toBeHidden();
    const bare = await picture();
    await host.evaluate((node: HTMLElementTagNameMap['superposed-complete']) => node.accept());
    const taken = await picture();
    expect(await difference(page, [ghost, taken])).toBeLessThan(0.0001);
    expect(await difference(page, [ghost, bare])).toBeGreaterThan(0.0001);
  });
}

for (const [name, markup, text] of [
  ['a field that is turned', around('rotate: 4deg; margin: 3em')],
  [
    'letters that run against the line',
    element('<textarea aria-label="Text" rows="4" dir="rtl"></textarea>'),
  ],
  ['text that is centred', element(styled('text-align: center'))],
] as [string, string, string?][]) {
  test(`no ghost where it can’t be right: ${name}`, async ({ page }) => {
    await it.open(markup.replace('bar="off"', ''));
    await it.write(page.getByLabel('Text'), text ?? 'I will');
    await expect(it.ghost).toBeHidden();
  });
}

test('the ghost follows a style that changes, and a font that comes late', async ({ page }) => {
  await it.open(element(EDITABLE) + element(TEXTAREA.replace('Text', 'Other')));
  for (const label of ['Text', 'Other']) {
    const field = page.getByLabel(label);
    await field.focus();
    await page.keyboard.type('I will');
    const ghost = it.ghost.filter({ hasText: 'be glad to help' }).filter({ visible: true });
    const height = async () => (await ghost.boundingBox())!.height;
    await expect(ghost).toBeVisible();
    const small = await height();
    await field.evaluate((node: HTMLElement) => (node.style.fontSize = '28px'));
    await expect.poll(height).toBeGreaterThan(1.4 * small);
    await page.keyboard.press('Escape');
  }
});

const menu = (style = '') => `<div id="menu" hidden style="position: absolute; left: 0; top: 0; width: 700px;
  height: 300px; background: white; ${style}"></div>`;
for (const [name, markup] of [
  ['that comes after it', element() + menu()],
  ['that comes before it', menu('z-index: 1') + element()],
  [
    'between the field and the element',
    `${TEXTAREA.replace('aria', 'id="far" aria')}${menu()}${element('', 'for="far"')}`,
  ],
] as const) {
  test(`a menu of the page over the field lies over the ghost: ${name}`, async ({ page }) => {
    await it.open(PLAIN + markup);
    await page.getByLabel('Text').focus();
    await page.keyboard.type('I will');
    await expect(it.ghost).toHaveText(SCRIPT['']![0]!);
    await expect(it.ghost).toBeVisible();
    const open = (hidden: boolean) =>
      page.locator('#menu').evaluate((node: HTMLElement, hide) => (node.hidden = hide), hidden);
    await open(false);
    const inside = { x: 1, y: 1, width: 690, height: 290 };
    const blank = await page.screenshot({ clip: { ...inside, y: 150, height: 140 } });
    const covered = () => page.screenshot({ clip: { ...inside, height: 140 } });
    await expect.poll(async () => difference(page, [await covered(), blank])).toBe(0);
    await open(true);
    await expect(it.ghost).toBeVisible();
  });
}

test('the ghost is clipped where an ancestor clips the field', async ({ page }) => {
  await it.open(element(`<div style="width: 9em; overflow: hidden">${styled('width: 30em')}</div>`));
  await page.getByLabel('Text').focus();
  await page.keyboard.type('I will');
  await expect(it.ghost).toBeVisible();
  const right = (selector: string) =>
    page.evaluate((css) => {
      const root = document.querySelector('superposed-complete')!;
      return (root.shadowRoot!.querySelector(css) ?? root.querySelector(css))!.getBoundingClientRect().right;
    }, selector);
  expect(await right('.ghost')).toBeLessThan(await right('textarea'));
});

test('neither ghost nor chips are printed', async ({ page }) => {
  await it.open(element(TEXTAREA, 'bar="below"').replace('bar="off" ', ''));
  await it.write(page.getByLabel('Text'), 'I will');
  await expect(it.ghost).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(it.ghost).toBeHidden();
  for (const chip of await it.chips.all()) await expect(chip).toBeHidden();
});

test('a field in a modal dialog has drafts where the element is in it, and none where it is behind', async ({
  page,
}) => {
  await it.open(`<dialog id="one"><input id="far" aria-label="Far"></dialog>
    <superposed-complete debounce="0" for="far"></superposed-complete>
    <dialog id="two"><superposed-complete debounce="0"><input aria-label="Near"></superposed-complete></dialog>`);
  await page.evaluate(() => document.querySelector<HTMLDialogElement>('#one')!.showModal());
  await page.getByLabel('Far').focus();
  await page.keyboard.type('I will');
  await page.waitForTimeout(300);
  await expect(it.chips).toHaveCount(0);
  await page.evaluate(() => {
    document.querySelector<HTMLDialogElement>('#one')!.close();
    document.querySelector<HTMLDialogElement>('#two')!.showModal();
  });
  await it.write(page.getByLabel('Near'), 'I will');
  await it.chips.first().click();
  await expect(page.getByLabel('Near')).toHaveValue('I will be glad to help');
});

test('a field in a popover has its chips there, and none behind it', async ({ page }) => {
  await it.open(`<div popover="manual" id="one"><input id="far" aria-label="Far"></div>
    <superposed-complete debounce="0" for="far"></superposed-complete>
    <div popover="manual" id="two"><superposed-complete debounce="0"><input aria-label="Near"></superposed-complete></div>`);
  const open = (id: string) =>
    page.evaluate((name) => {
      for (const each of document.querySelectorAll<HTMLElement>(':popover-open')) each.hidePopover();
      document.getElementById(name)!.showPopover();
    }, id);
  await open('one');
  await page.getByLabel('Far').focus();
  await page.keyboard.type('I will');
  await page.waitForTimeout(300);
  await expect(it.chips).toHaveCount(0);
  await open('two');
  await it.write(page.getByLabel('Near'), 'I will');
  await it.chips.first().click();
  await expect(page.getByLabel('Near')).toHaveValue('I will be glad to help');
});
