import { beforeEach, describe, expect, it, vi } from 'vitest';
import { localeFor } from './locale';

const configure = vi.fn(() => Promise.resolve());
vi.mock('./configure', () => ({ configure }));

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

/** An element in something with `lang`, or in a document that has one. */
const elementIn = (lang: string | null, ofDocument = '') =>
  ({
    closest: () => (lang === null ? null : { lang }),
    ownerDocument: { documentElement: { lang: ofDocument } },
  }) as unknown as Element;

describe('the language of the page’s elements', () => {
  let fresh: typeof import('./localization');
  beforeEach(async () => {
    vi.resetModules();
    configure.mockClear();
    fresh = await import('./localization');
  });
  const chosen = () => vi.waitFor(() => expect(configure).toHaveBeenCalled());

  it('is that of where the first of them stands', async () => {
    fresh.followLanguage(elementIn('de-DE'));
    fresh.followLanguage(elementIn('en'));
    await chosen();
    expect(configure.mock.calls).toEqual([['de']]);
  });

  it('is that of the document for one in a shadow root', async () => {
    fresh.followLanguage(elementIn(null, 'de'));
    await chosen();
  });

  it('is English, with nothing loaded, where there is no translation', async () => {
    fresh.followLanguage(elementIn('fr'));
    fresh.followLanguage(elementIn('de'));
    await Promise.resolve();
    expect(configure).not.toHaveBeenCalled();
  });

  it('is what the page decides, before and after', async () => {
    await fresh.setLocale('de');
    fresh.followLanguage(elementIn('en'));
    await fresh.setLocale('en');
    expect(configure.mock.calls).toEqual([['de'], ['en']]);
  });

  it('stays English where the translation can not be loaded', async () => {
    configure.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    fresh.followLanguage(elementIn('de'));
    await chosen();
  });
});
