import { readFileSync } from 'node:fs';
import { expect, test, type Page } from 'playwright/test';
import { build } from 'vite';
import { ElementPage, SCRIPT } from './element-page';

/** The example of docs/adapters.md as it stands there, with an editor made of it. */
async function example(): Promise<string> {
  const guide = readFileSync(new URL('../docs/adapters.md', import.meta.url), 'utf8');
  const [, adapter] = /```js codemirror\n([^]*?)```/.exec(guide)!;
  const code = `${adapter!}
    import { history, historyKeymap } from '@codemirror/commands';
    import { EditorState } from '@codemirror/state';
    import { keymap } from '@codemirror/view';
    const readOnly = location.hash === '#read-only';
    const view = new EditorView({
      parent: document.querySelector('#editor'),
      extensions: [history(), keymap.of(historyKeymap), EditorView.lineWrapping, EditorState.readOnly.of(readOnly),
        EditorView.contentAttributes.of({ 'aria-label': 'Text' })],
    });
    document.querySelector('superposed-complete').adapter = new CodeMirrorAdapter(view);`;
  const name = 'virtual:example';
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name,
        resolveId: (id) => (id === name ? id : undefined),
        load: (id) => (id === name ? code : undefined),
      },
    ],
    build: { write: false, minify: false, rolldownOptions: { input: name } },
  });
  const [bundle] = [built].flat();
  if (!bundle || !('output' in bundle)) throw new Error('The example was not built.');
  return bundle.output[0].code;
}

let code: string;
test.beforeAll(async () => {
  code = await example();
});

async function openEditor(page: Page, hash = ''): Promise<ElementPage> {
  const it = new ElementPage(page);
  await page.route('**/example.js', (route) => route.fulfill({ body: code, contentType: 'text/javascript' }));
  await it.open(`<div id="editor" style="width: 30em; border: 1px solid"></div>
    <superposed-complete debounce="0"></superposed-complete>`);
  await page.evaluate((to) => (location.hash = to), hash);
  await page.addScriptTag({ type: 'module', url: '/example.js' });
  await page.getByLabel('Text').waitFor();
  return it;
}

test('CodeMirror 6: drafts, ghost text, a word, a draft, and the editor’s own undo and redo', async ({
  page,
}) => {
  const it = await openEditor(page);
  const field = page.getByLabel('Text');
  await it.write(field, 'I will');
  await expect(it.ghost).toHaveText(SCRIPT['']![0]!);
  const [line, ghost] = [await page.locator('.cm-line').boundingBox(), await it.ghost.boundingBox()];
  expect(Math.abs(line!.y - ghost!.y)).toBeLessThan(3);
  await page.keyboard.press('Control+ArrowRight');
  await expect(field).toHaveText('I will be');
  await page.keyboard.press('Tab');
  await expect(field).toHaveText('I will be glad to help');
  await page.keyboard.press('Control+z');
  await expect(field).toHaveText('I will be');
  await page.keyboard.press('Control+z');
  await expect(field).toHaveText('I will');
  await page.keyboard.press('Control+y');
  await page.keyboard.press('Control+y');
  await expect(field).toHaveText('I will be glad to help');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await it.write(field, 'You will');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Tab');
  await expect(page.locator('.cm-line').nth(1)).toHaveText('You will go home now');
});

test('CodeMirror 6: what follows is not written twice, and a read-only document gets no drafts', async ({
  page,
}) => {
  const it = await openEditor(page);
  const field = page.getByLabel('Text');
  await field.focus();
  await page.keyboard.insertText(' to help, she said.');
  await page.keyboard.press('Home');
  await it.write(field, 'I will', [' be glad', ' go home now', ' not']);
  await page.keyboard.press('Tab');
  await page.keyboard.type('!');
  await expect(field).toHaveText('I will be glad to help!, she said.');

  const fixed = await openEditor(page, 'read-only');
  await field.focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.waitForTimeout(150);
  await expect(fixed.chips).toHaveCount(0);
});
