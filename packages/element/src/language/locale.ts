/** English is in the code; the others are fetched by the first element that needs them. */
export const SOURCE_LOCALE = 'en';
export const TARGET_LOCALES = ['de'] as const;
export type Locale = typeof SOURCE_LOCALE | (typeof TARGET_LOCALES)[number];

/** The language of a translation for a BCP 47 tag such as that of `lang`; English where there is none. */
export function localeFor(tag: string): Locale {
  const [language] = tag.toLowerCase().split('-');
  return TARGET_LOCALES.find((locale) => locale === language) ?? SOURCE_LOCALE;
}
