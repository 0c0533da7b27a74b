import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useStubbedAssets } from './assets.fixture';
import { findingOf } from './findings';

const stubbed = useStubbedAssets();
beforeEach(() => vi.stubGlobal('location', { href: 'https://page.test/a/worker.js' }));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const DAY = 24 * 60 * 60 * 1000;

it('keeps what was found under a name, for a month', async () => {
  let time = 5;
  const finding = (name: string) => findingOf(name, ['faster', 'slower'], () => time);
  expect(await finding('a card').recall()).toBeNull();
  await finding('a card').keep('faster');
  expect(await finding('a card').recall()).toBe('faster');
  expect(await finding('another card').recall()).toBeNull();
  time += 31 * DAY;
  expect(await finding('a card').recall()).toBeNull();
});

it('takes no other words for it', async () => {
  await findingOf('a card', ['faster']).keep('faster');
  expect(stubbed.kept.size).toBe(1);
  expect(await findingOf('a card', ['slower']).recall()).toBeNull();
});

it('does without a place to keep it', async () => {
  vi.stubGlobal('caches', undefined);
  const finding = findingOf('a card', ['faster']);
  await finding.keep('faster');
  expect(await finding.recall()).toBeNull();
});
