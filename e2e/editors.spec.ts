import { expect, test, type Page } from 'playwright/test';
import { bundle } from './bundle';
import { ElementPage } from './element-page';

let script: string;
test.beforeAll(async () => {
  script = await bundle('editors/page.ts');
});

/** What the editor's model says, and what the page shows; the same, or something is wrong. */
async function expectText(page: Page, text: string): Promise<void> {
  const model = () => page.evaluate(() => window.editor.text());
  const shown = async () =>
    (await page.getByLabel('Text').innerText()).replaceAll(/[\uFEFF\u200B]/g, '').trim();
  await expect.poll(model).toBe(text);
  await expect.poll(shown).toBe(text);
}

/** Which join what is inserted with what was typed before, whenever that was. */
const JOINS = new Set(['slate']);

for (const name of ['prosemirror', 'tiptap', 'quill', 'lexical', 'slate', 'own-model']) {
  test(`a draft is taken, typed after and undone in ${name}`, async ({ page }) => {
    const it = new ElementPage(page);
    await it.open('<superposed-complete debounce="0"><div id="place"></div></superposed-complete>');
    await page.addScriptTag({ type: 'module', content: script });
    await page.waitForFunction(() => 'mount' in window);
    await page.evaluate((editor) => window.mount(editor), name);
    const field = page.getByLabel('Text');
    await field.click();
    await it.write(field, 'I will');
    await expectText(page, 'I will');
    // A person reads a draft before they take it; editors join steps of undo that are closer.
    await page.waitForTimeout(700);
    await page.keyboard.press('Tab');
    await expectText(page, 'I will be glad to help');
    await expect(field).toBeFocused();
    await page.waitForTimeout(700);
    await page.keyboard.type('!');
    await expectText(page, 'I will be glad to help!');
    await it.expectDrafts([' be glad to help', ' go home now', ' not']);
    await page.keyboard.press('Control+z');
    if (!JOINS.has(name)) {
      await expectText(page, 'I will be glad to help');
      await page.keyboard.press('Control+z');
      await expectText(page, 'I will');
    } else {
      await expectText(page, '');
    }
    await expect(it.chips).toHaveCount(0);
  });
}
