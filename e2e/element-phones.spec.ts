import { expect, test, type CDPSession } from 'playwright/test';
import { ElementPage, SCRIPT } from './element-page';

const FIELDS = [
  '<textarea aria-label="Text"></textarea>',
  '<div contenteditable role="textbox" aria-label="Text"></div>',
];

const compose = (browser: CDPSession, text: string) =>
  browser.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

for (const field of FIELDS) {
  test.describe(field, () => {
    let it: ElementPage;
    let browser: CDPSession;
    test.beforeEach(async ({ page }) => {
      it = new ElementPage(page);
      await it.open(`<superposed-complete debounce="0">${field}</superposed-complete>`);
      await page.getByLabel('Text').focus();
      browser = await page.context().newCDPSession(page);
    });
    const text = () =>
      it.page
        .getByLabel('Text')
        .evaluate((element: HTMLTextAreaElement) =>
          (element.value || element.textContent).replace('\u00a0', ' '),
        );

    test('a word that a phone composes has drafts, and one tap ends it and inserts once', async ({
      page,
    }) => {
      await page.evaluate(() => {
        const heard: string[] = [];
        Object.assign(window, { heard });
        for (const type of ['compositionend', 'superposed-accept'])
          addEventListener(type, () => heard.push(type));
      });
      await browser.send('Input.insertText', { text: 'I ' });
      await it.expectDrafts(SCRIPT['']!);
      for (const composed of ['w', 'wi', 'wil']) await compose(browser, composed);
      await it.expectDrafts(SCRIPT['']!);
      await expect(it.ghost).toBeHidden();
      await it.chips.first().click();
      expect(await text()).toBe('I wil be glad to help');
      expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([
        'superposed-accept',
        'compositionend',
      ]);
      await page.keyboard.type('!');
      expect(await text()).toBe('I wil be glad to help!');
    });

    test('a word that is chosen from a list is left in peace', async ({ page }) => {
      await browser.send('Input.insertText', { text: 'I ' });
      await it.expectDrafts(SCRIPT['']!);
      await compose(browser, 'に');
      await expect(it.chips).toHaveCount(0);
      await compose(browser, 'にほ');
      await page.waitForTimeout(200);
      await expect(it.chips).toHaveCount(0);
    });
  });
}
