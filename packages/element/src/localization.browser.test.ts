import { afterEach, describe, expect, it } from 'vitest';
import { followLanguage, localeFor, setLocale } from './localization';
import { templates } from './locales/de';
import { strings } from './strings';
import source from './strings.ts?raw';

afterEach(async () => {
  document.body.innerHTML = '';
  await setLocale('en');
});

describe('localeFor', () => {
  it.each([
    ['de', 'de'],
    ['de-CH', 'de'],
    ['DE-at-1996', 'de'],
    ['en-GB', 'en'],
    ['del', 'en'],
    ['fr', 'en'],
    ['', 'en'],
  ])('%s: %s', (tag, locale) => {
    expect(localeFor(tag)).toBe(locale);
  });
});

describe('German', () => {
  it('has a text for each of the English ones, and no other', () => {
    const ids = [...source.matchAll(/id: '([^']+)'/g)].map(([, id]) => id!);
    expect(Object.keys(templates).sort()).toEqual(ids.sort());
  });

  it('puts every value in its place', async () => {
    await setLocale('de');
    expect(strings.suggestions()).toBe('Vorschläge');
    expect(strings.loadingModelOf(40e6, 98e6)).toBe('Das Sprachmodell wird geladen: 40 von 98 MB');
    expect(strings.one('gern tun', 'Tab', 'Esc')).toBe(
      '1 Vorschlag. Tab fügt ein: gern tun. Esc blendet aus.',
    );
    expect(strings.several(3, 'gern tun', 'Tab', 'Esc')).toBe(
      '3 Vorschläge. Tab fügt ein: gern tun. Esc blendet aus.',
    );
    await setLocale('en');
    expect(strings.several(3, 'do it', 'Tab', 'Esc')).toBe('3 suggestions. Tab inserts: do it. Esc hides.');
  });
});

describe('followLanguage', () => {
  it('takes the language that the element stands in', async () => {
    document.body.innerHTML = '<section lang="de-DE"><p></p></section>';
    followLanguage(document.querySelector('p')!);
    await expect.poll(() => strings.retry()).toBe('Noch einmal versuchen');
  });

  it('takes English where there is no translation', async () => {
    await setLocale('de');
    document.body.innerHTML = '<section lang="fr"><p></p></section>';
    followLanguage(document.querySelector('p')!);
    await expect.poll(() => strings.retry()).toBe('Try again');
  });
});
