/** English is in the code; the others are fetched by the first element that needs them. */
export const SOURCE_LOCALE = 'en';
export const TARGET_LOCALES = ['de'] as const;
export type Locale = typeof SOURCE_LOCALE | (typeof TARGET_LOCALES)[number];

/** The language of a translation for a BCP 47 tag such as that of `lang`; English where there is none. */
export function localeFor(tag: string): Locale {
  const [language] = tag.toLowerCase().split('-');
  return TARGET_LOCALES.find((locale) => locale === language) ?? SOURCE_LOCALE;
}

let current: Locale = SOURCE_LOCALE;

/**
 * Changes the language of all elements in the page. They follow the `lang` of the first of them by themselves.
 * A page that configures @lit/localize itself gives it the templates of `superposed-complete/locales/*`.
 */
export async function setLocale(locale: Locale): Promise<void> {
  if (locale === current) return;
  current = locale;
  const { setLocale } = await import('./locales/configure');
  await setLocale(locale);
}

/** Has an element and all others speak the language that it stands in. */
export function followLanguage(element: Element): void {
  const tag = element.closest<HTMLElement>('[lang]')?.lang ?? element.ownerDocument.documentElement.lang;
  // Untranslated is better than nothing.
  setLocale(localeFor(tag)).catch(() => undefined);
}
