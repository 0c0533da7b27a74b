import { expect, test } from 'playwright/test';
import { bundle } from './bundle';
import { ElementPage, SCRIPT } from './element-page';

let script: string;
test.beforeAll(async () => {
  script = await bundle('frameworks/page.ts');
});

/** What each field makes of what is typed. */
const FIELDS = {
  react: (text: string) => text.toUpperCase(),
  vue: (text: string) => text,
  svelte: (text: string) => text,
  angular: (text: string) => text,
};

for (const [name, written] of Object.entries(FIELDS)) {
  test(`field and state agree when a draft is taken and typed after: ${name}`, async ({ page }) => {
    const it = new ElementPage(page);
    await it.open('<div id="place"></div>', { [written('I will')]: SCRIPT['']!, '': [' wrong'] });
    await page.addScriptTag({ type: 'module', content: script });
    await page.waitForFunction(() => 'mount' in window);
    await page.evaluate((framework) => window.mount(framework), name);
    const field = page.getByLabel('Text');
    const expectText = async (text: string) => {
      await expect(field).toHaveValue(written(text));
      await expect.poll(() => page.evaluate(() => window.editor.text())).toBe(written(text));
    };
    if (name === 'react') await expect(field).toBeFocused();
    await it.write(field, 'I will');
    await page.keyboard.press('Tab');
    await expectText('I will be glad to help');
    await page.keyboard.type('!');
    await expectText('I will be glad to help!');
    if (name === 'react') return;
    await page.keyboard.press('Control+z');
    await expectText('I will be glad to help');
    await page.keyboard.press('Control+z');
    await expectText('I will');
  });
}
