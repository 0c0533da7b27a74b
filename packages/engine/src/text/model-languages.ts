/** Languages that a model writes well where its file doesn't say, by architecture; ISO 639-1. */
const BY_ARCHITECTURE: Readonly<Record<string, readonly string[]>> = {
  gemma3: [
    'en',
    'de',
    'fr',
    'es',
    'it',
    'pt',
    'nl',
    'pl',
    'ru',
    'uk',
    'tr',
    'ar',
    'he',
    'hi',
    'bn',
    'ta',
    'ja',
    'ko',
    'zh',
  ],
};

/**
 * The languages in which drafts of a model are worth showing: those that its file names, else what is known of its
 * architecture, else English.
 * @param metadata the file's key/value pairs
 */
export function modelLanguages(metadata: Readonly<Record<string, unknown>>): readonly string[] {
  const { 'general.languages': named, 'general.architecture': architecture } = metadata;
  if (Array.isArray(named) && named.length > 0 && named.every((tag) => typeof tag === 'string')) {
    return named.map((tag) => tag.split('-')[0]!.toLowerCase());
  }
  const known = typeof architecture === 'string' && Object.hasOwn(BY_ARCHITECTURE, architecture);
  return known ? BY_ARCHITECTURE[architecture]! : ['en'];
}
