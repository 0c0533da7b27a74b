import { afterEach, describe, expect, it } from 'vitest';
import { setLocale } from './localization';
import { templates } from '../locales/de';
import { strings } from './strings';
import source from './strings.ts?raw';

afterEach(async () => {
  await setLocale('en');
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
