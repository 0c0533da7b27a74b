import { configureLocalization } from '@lit/localize';
import { expect, it } from 'vitest';
import { setLocale } from './localization';
import { strings } from '../language/strings';

it('leaves the texts to a page that configured @lit/localize itself', async () => {
  const own = configureLocalization({
    sourceLocale: 'en',
    targetLocales: ['de'],
    loadLocale: () => Promise.resolve({ templates: { 'superposed.retry': 'Erneut' } }),
  });
  await own.setLocale('de');
  await setLocale('de');
  expect(strings.retry()).toBe('Erneut');
  expect(strings.notNow()).toBe('Not now');
});
