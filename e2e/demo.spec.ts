import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from 'playwright/test';
import { DemoPage } from './demo-page';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

// Random weights, quick to load: what the drafts say does not matter here.
const TINY = '?device=wasm&model=/models/tiny/manifest.json&ngrams=';
const SCENES = {
  'E-mail reply': 'Your reply',
  Note: 'Your note',
  'Technical text': 'Your paragraph',
  Chat: 'Your message',
};
const PLACES = ['email', 'note', 'technical', 'chat', 'how', 'race'];

/** Waits for the run that a view begins with, or begins one where the model has to be loaded first. */
async function runView(page: Page, place: string): Promise<void> {
  const output = page.locator(`#${place} output`);
  if (place === 'race') await page.getByRole('button', { name: 'Start' }).click();
  else {
    await expect(output).toContainText(/steps in|Loads/);
    if ((await output.textContent())!.includes('Loads'))
      await page.getByRole('button', { name: 'Show a run' }).click();
  }
  await expect(output).toContainText(/steps in|took/);
}

let demo: DemoPage;
test.beforeEach(({ page }) => {
  demo = new DemoPage(page);
});

test('each scene has the focus and drafts as it is entered, and no other is at work', async ({ page }) => {
  await demo.open(TINY);
  for (const [scene, label] of Object.entries(SCENES)) {
    await page.getByRole('link', { name: scene }).click();
    await expect(page.getByRole('link', { name: scene })).toHaveAttribute('aria-current', 'page');
    await expect(page.getByLabel(label)).toBeFocused();
    await page.keyboard.type('abc');
    await expect(demo.chips.first()).toBeVisible();
    await expect(page.locator('superposed-complete:not([disabled])')).toHaveCount(1);
  }
  await page.goBack();
  await expect(page.getByLabel('Your paragraph')).toHaveValue('abc');
  expect((await demo.heard('error')).filter(({ fatal }) => fatal)).toEqual([]);
});

test('a text that is begun gets drafts before a key is pressed', async ({ page }) => {
  await page.goto(`./${TINY}&text=abc`);
  await expect(demo.chips.first()).toBeVisible();
});

test('forms do what they would elsewhere, and send nothing', async ({ page }) => {
  await page.goto(`./${TINY}#chat`);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('list', { name: 'Messages' })).toContainText('Of course, I can');
  await page.getByRole('link', { name: 'E-mail reply' }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('your text stays on this page')).toBeVisible();
  await demo.field.fill('');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('nothing to send')).toBeVisible();
});

test('an address has all settings, a change is in the address, and what is wrong in it is said', async ({
  page,
}) => {
  await demo.open(`${TINY}&k=2&max-tokens=4&openings=paper&threshold=0.25&branch-steps=7&personal=true`);
  await page.getByText('Settings', { exact: true }).click();
  await expect(page.getByLabel('Drafts', { exact: true })).toHaveValue('2');
  await expect(page.getByLabel('Separate steps')).toHaveValue('7');
  await expect(page.getByLabel('Learn from me')).toBeChecked();
  await expect(page.getByText('25% confidence')).toBeVisible();
  const element = page.locator('superposed-complete:not([disabled])');
  await expect(element).toHaveAttribute('openings', 'paper');
  await page.getByLabel('Drafts', { exact: true }).fill('4');
  await page.getByLabel('Drafts', { exact: true }).blur();
  await expect(page).toHaveURL(/[?&]k=4&/);
  await expect(element).toHaveAttribute('k', '4');
  await page.getByLabel('Drafts', { exact: true }).fill('40');
  await page.getByLabel('Drafts', { exact: true }).blur();
  await expect(page.getByLabel('Drafts', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(element).toHaveAttribute('k', '4');

  await demo.open(`${TINY}&k=99`);
  await expect(page.getByRole('alert')).toContainText('k is “99” in the address');
  await expect(element).toHaveAttribute('k', '3');
});

test('another model can be chosen where the site has it, with what it costs', async ({ page }) => {
  let isThere = false;
  await page.route('**/models/gemma-3-270m/**', (route) => {
    const file = new URL(route.request().url()).pathname.replace(/^.*\//, '');
    if (!isThere) return route.fulfill({ status: 404 });
    return route.fulfill({ path: fileURLToPath(new URL(`fixtures/tiny/${file}`, import.meta.url)) });
  });
  await demo.open(TINY);
  await page.getByText('Settings', { exact: true }).click();
  const [select, hint] = [page.getByLabel('Model', { exact: true }), page.locator('#model-hint')];
  const element = page.locator('superposed-complete:not([disabled])');
  await expect(select).toHaveValue('');
  await select.selectOption('gemma-3-270m');
  await expect(hint).toContainText('superposed fetch-model gemma-3-270m');
  await expect(hint).toContainText('Gemma Terms of Use');
  await expect(element).toHaveAttribute('model', '/models/tiny/manifest.json');
  isThere = true;
  await select.selectOption('smollm2-135m');
  await select.selectOption('gemma-3-270m');
  await expect(page).toHaveURL(/model=.*gemma-3-270m/);
  await expect(element).toHaveAttribute('model', './models/gemma-3-270m/manifest.json');
  await demo.write('abc');
  await demo.drafts();
  await expect(hint).toContainText(/Its drafts take about \d+ ms on this device/);
});

test('How it works: a run step by step, by keyboard; one model at a time', async ({ page }) => {
  const models = () => page.workers().filter((worker) => worker.url().includes('/assets/worker-'));
  await demo.open(TINY);
  await demo.write('abc');
  await demo.drafts();
  const engine = models()[0]!.url();
  const engines = () => models().filter((worker) => worker.url() === engine).length;
  const labs = () => models().length - engines();
  expect([engines(), labs()]).toEqual([1, 0]);
  await page.getByRole('link', { name: 'How it works' }).click();
  const view = page.locator('#how');
  // The model is here already, so that it runs at once.
  await expect(view.getByText(/\d+ steps in .* on WebAssembly/)).toBeVisible();
  await expect.poll(() => [engines(), labs()]).toEqual([0, 1]);
  const slider = view.getByRole('slider');
  const steps = Number(await slider.getAttribute('max'));
  expect(steps).toBeGreaterThan(2);
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(view.getByText(`Step 1 of ${steps}`)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  const weights = view.getByRole('img', {
    name: /^Weights by step; after step 2: draft 1 [<\d]+%, draft 2 [<\d]+%, draft 3 [<\d]+%$/,
  });
  await expect(weights).toBeVisible();
  await expect(
    view.getByRole('img', { name: /^Time by step; step 2 took .* for 1 row of the model/ }),
  ).toBeVisible();
  await expect(view.getByRole('table')).toHaveCount(3);
  await expect(view.getByRole('row', { name: /\(taken\)/ })).toHaveCount(3);

  await view.getByText('as on the other page').click();
  await view.getByRole('button', { name: 'Show a run' }).click();
  await expect(view.getByText(/\d+ steps in/)).toBeVisible();
  await page.getByRole('link', { name: 'Write' }).click();
  await expect.poll(() => [engines(), labs()]).toEqual([1, 0]);
});

test('Race: all ways run, and their figures are told; it can be stopped', async ({ page }) => {
  await page.goto(`./${TINY}#race`);
  const view = page.locator('#race');
  await expect(view.getByText(/Loads the model first/)).toBeVisible();
  await view.getByRole('button', { name: 'Start' }).click();
  await view.getByRole('button', { name: 'Stop' }).click();
  await view.getByRole('button', { name: 'Start' }).click();
  await expect(view.getByText(/^Superposed drafts took \d+\.\d\d times/)).toBeVisible();
  const rows = view.getByRole('row');
  await expect(rows).toHaveCount(6);
  for (const name of ['Superposed', 'As this page', 'Greedy', 'One after another', 'Batched']) {
    await expect(view.getByRole('row', { name: new RegExp(`^${name} [\\d.]+ m?s`) })).toBeVisible();
  }
  await expect(view.getByRole('img', { name: /Greedy: .*, perplexity \d/ })).toBeVisible();
});

test('a model that is not there is named in the views too', async ({ page }) => {
  await page.goto('./?device=wasm&model=/nowhere.json&ngrams=#race');
  await page.locator('#race').getByRole('button', { name: 'Start' }).click();
  await expect(page.locator('#race output')).toContainText('nowhere.json');
  await expect(page.locator('#race').getByRole('button', { name: 'Start' })).toBeVisible();
});

test('at 360 pixels nothing is wider than the page', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const place of PLACES) {
    await page.goto(`./${TINY}#${place}`);
    await page.getByText('Settings', { exact: true }).click();
    if (place === 'how' || place === 'race') await runView(page, place);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBe(360);
  }
});

/** What axe finds wrong with the page as it is. */
function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const results = await axe.run();
    return results.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(', ')}`,
    );
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`accessible in ${colorScheme}: axe finds nothing in any scene or view`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const place of PLACES) {
      await page.goto(`./${TINY}#${place}`);
      if (place === 'how' || place === 'race') await runView(page, place);
      else await expect(demo.chips.first()).toBeVisible();
      await page.addScriptTag({ path: axePath });
      expect(await violations(page), place).toEqual([]);
      await page.getByText('Settings', { exact: true }).click();
      expect(await violations(page), `${place}, settings`).toEqual([]);
    }
  });
}
