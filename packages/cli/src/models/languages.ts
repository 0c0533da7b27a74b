import { CommandError } from '../terminal/command-error';

/** Scripts whose ISO 15924 code stands for several. */
const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  Jpan: ['Hani', 'Hira', 'Kana'],
  Kore: ['Hang', 'Hani'],
  Hans: ['Hani'],
  Hant: ['Hani'],
};

/** What texts of some languages are written with. */
export interface Writing {
  /** Whether every letter of a piece can be in such a text: signs, digits and emoji always can. */
  readonly writes: (piece: string) => boolean;
  /** Whether English is the only language in Latin letters: its words then say which pieces are of use. */
  readonly onlyEnglish: boolean;
}

/**
 * @param languages such as 'en,de'
 * @throws {CommandError} one of them is no language's tag
 */
export function writingOf(languages: string): Writing {
  const tags = languages.split(',').map((tag) => tag.trim());
  const locales = tags.map((tag) => {
    try {
      const locale = new Intl.Locale(tag).maximize();
      if (locale.script) return { language: locale.language, script: locale.script };
    } catch {
      // Named below.
    }
    throw new CommandError(
      'bad-option',
      `"${tag}" is no language: write --languages en,de with tags as in BCP 47.`,
    );
  });
  const scripts = new Set(locales.flatMap(({ script }) => SCRIPTS[script] ?? [script]));
  const latin = locales.filter(({ script }) => script === 'Latn');
  // Names and addresses in Latin letters are in texts of every language.
  const all = [...scripts, 'Latn'].map((script) => `\\p{scx=${script}}`).join('');
  const written = new RegExp(`^[▁\\p{scx=Zyyy}\\p{scx=Zinh}${all}]+$`, 'u');
  return {
    writes: (piece) => written.test(piece),
    onlyEnglish: latin.every(({ language }) => language === 'en'),
  };
}
