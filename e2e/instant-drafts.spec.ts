import { expect, test } from 'playwright/test';
import { DemoPage, type Heard } from './demo-page';

let demo: DemoPage;
test.beforeEach(({ page }) => {
  demo = new DemoPage(page);
});

const sources = ({ drafts }: Heard['detail']) =>
  new Set((drafts as readonly { source?: string }[]).map(({ source }) => source));

test('drafts of the table come while the model is still on its way, and give way to its own', async ({
  page,
}) => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/models/smollm2-135m/part-0.bin', async (route) => {
    await gate;
    await route.continue();
  });
  await demo.open();
  await demo.write('Thank you for your email. I look forw');
  await expect(demo.chips.first()).toContainText('ard');
  const early = await demo.heard('suggest');
  expect(early.every(({ done }) => !done)).toBe(true);
  expect(early.filter(({ drafts }) => drafts.length > 0).map(sources)).toContainEqual(new Set(['ngrams']));
  expect((await demo.heard('progress')).some(({ state }) => state === 'ready')).toBe(false);
  release();
  await demo.drafts();
  expect(sources((await demo.heard('suggest')).at(-1)!)).toEqual(new Set(['model']));
});

test('where the model can not be had, the table goes on alone and says why', async ({ page }) => {
  await page.route('**/models/smollm2-135m/part-2.bin', (route) => route.fulfill({ status: 404 }));
  await demo.open();
  await demo.write('I would like to');
  expect((await demo.drafts()).length).toBeGreaterThan(1);
  expect(sources((await demo.heard('suggest')).at(-1)!)).toEqual(new Set(['ngrams']));
  expect(await demo.heard('error')).toMatchObject([{ code: 'missing-part', fatal: false }]);
  const ready = (await demo.heard('progress')).find(({ state }) => state === 'ready');
  expect(ready).toMatchObject({ device: 'none' });
});

test('a shard that is missing or damaged is named, and costs only what is in it', async ({ page }) => {
  await page.route('**/ngrams/english/shard-2.ngrams', (route) => route.fulfill({ status: 404 }));
  await page.route('**/ngrams/english/shard-3.ngrams', (route) => route.fulfill({ body: 'not a shard' }));
  await page.route('**/models/**', (route) => route.fulfill({ status: 404 }));
  await demo.open();
  await demo.write('I would like to');
  expect((await demo.drafts()).length).toBeGreaterThan(1);
  const named = async () =>
    (await demo.heard('error')).map(({ message }) => /shard-\d|models/.exec(message)?.[0]);
  await expect.poll(named).toEqual(expect.arrayContaining(['shard-2', 'shard-3', 'models']));
});
