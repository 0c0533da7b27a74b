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
let decided = false;

/**
 * Changes the language of all elements in the page. A page that configures @lit/localize itself gives it the
 * templates of `superposed-complete/locales/*` instead.
 */
export async function setLocale(locale: Locale): Promise<void> {
  decided = true;
  if (locale === current) return;
  current = locale;
  const { configure } = await import('../locales/configure');
  await configure(locale);
}

/** Unless the page has decided, the first element decides for all: they speak the language that it stands in. */
export function followLanguage(element: Element): void {
  if (decided) return;
  const tag = element.closest<HTMLElement>('[lang]')?.lang ?? element.ownerDocument.documentElement.lang;
  // Untranslated is better than nothing.
  setLocale(localeFor(tag)).catch(() => undefined);
}
