import { configureLocalization } from '@lit/localize';
import { SOURCE_LOCALE, TARGET_LOCALES, type Locale } from './locale';

const loadLocale = (locale: string) => {
  if (locale !== 'de') throw new TypeError(`There is no translation into '${locale}'.`);
  return import('../locales/de');
};

let setConfigured: ((locale: string) => Promise<void>) | undefined;
try {
  const targetLocales = [...TARGET_LOCALES];
  setConfigured = configureLocalization({ sourceLocale: SOURCE_LOCALE, targetLocales, loadLocale }).setLocale;
} catch {
  // @lit/localize can be configured once in a page. The page did; which texts it has is its own choice.
}

/** Changes the language of all elements, unless the page configured @lit/localize itself. */
export async function configure(locale: Locale): Promise<void> {
  await setConfigured?.(locale);
}
