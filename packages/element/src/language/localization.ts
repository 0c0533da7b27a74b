import { localeFor, SOURCE_LOCALE, type Locale } from './locale';

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
  const { configure } = await import('./configure');
  await configure(locale);
}

/** Unless the page has decided, the first element decides for all: they speak the language that it stands in. */
export function followLanguage(element: Element): void {
  if (decided) return;
  const tag = element.closest<HTMLElement>('[lang]')?.lang ?? element.ownerDocument.documentElement.lang;
  // Untranslated is better than nothing.
  setLocale(localeFor(tag)).catch(() => undefined);
}
