import { expect, test } from 'playwright/test';
import { DemoPage } from './demo-page';

// Random weights: the drafts mean nothing, but every room up to the page has done its part.
test('the tiny model gives drafts on WebGPU', async ({ page }) => {
  const demo = new DemoPage(page);
  await demo.open('?device=webgpu&model=/models/tiny/manifest.json&ngrams=');
  await demo.write('abc');
  expect((await demo.drafts()).length).toBeGreaterThan(0);
  expect((await demo.heard('progress')).at(-1)).toMatchObject({ state: 'ready', device: 'webgpu' });
  expect((await demo.heard('error')).filter(({ fatal }) => fatal)).toEqual([]);
  expect(demo.strangers).toEqual([]);
});
