/**
 * Small letters that a word may go on with, by few ranges: Latin to Greek Extended, kana to Hangul. \p{L} has hundreds, and a
 * pattern with hundreds of it took up to a second to be made ready for a text with curly quotation marks.
 */
const LETTER = '[a-zß-\u1FFF\u3041-\uD7FF]';

/**
 * A pattern of whole words and phrases, one a line. `*` stands for any letters, a space for any white space or a
 * hyphen, `a/b` inside parentheses for either word; what follows `#` is a comment. Letter case doesn't count; without the
 * flag `i` a text has to be in small letters.
 * Chromium's engine does not optimise a pattern of more than 20 kB, which then takes up to a hundred times as long: a
 * longer list is two.
 */
export function wordPattern(list: string, flags = 'giu'): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${entriesOf(list).join('|')})(?![\\p{L}\\p{N}_])`, flags);
}

/** The entries of a list as parts of a pattern. */
export function entriesOf(list: string): string[] {
  return list
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '')
    .map((line) =>
      line
        .replaceAll('*', `${LETTER}*`)
        .replaceAll("'", "['’]?")
        .replace(/\((?!\?)/g, '(?:')
        .replaceAll('/', '|')
        .replaceAll(' ', '[\\s-]+'),
    );
}
