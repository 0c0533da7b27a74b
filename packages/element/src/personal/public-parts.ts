/** Digits with what people write between them. */
const NUMBER = /\+?\(?\d(?:[ \u00a0.,:/()\-–]{0,3}\d)*\)?/gu;
/** Digits from which on a number may be that of a card, an account, a telephone or a person. */
const LONG_NUMBER = 5;
/** At the edge of a stretch a number may be a part of a longer one. */
const EDGE_NUMBER = 3;

/** Two letters of a country, two digits, and groups of four. */
const IBAN = /\b[a-z]{2}\d{2}(?:[ \u00a0]?[a-z\d]{4}){2,7}(?:[ \u00a0]?[a-z\d]{1,4})?\b/giu;

/** Letters from which on a mixture of kinds is no word of any language. */
const LONG_MIXTURE = 10;
/** The same with signs in it, as in passwords. */
const SIGNED_MIXTURE = 6;
/** Letters from which on changes between upper and lower case count, and how many of them no name has. */
const LONG_CASES = 14;
const MOST_CASES = 4;
/** Letters that no word has. */
const LONGEST_WORD = 45;

const WORD = /\S+/gu;

/** Whether letters without white space between them are an address, a key, or random. */
function isSecretWord(written: string): boolean {
  const word = written.replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, '');
  if (/\S@\S/u.test(word) || /:\/\/\S*[?@#=]/u.test(word)) return true;
  const letters = /\p{L}/u.test(word);
  const digits = /\d/u.test(word);
  if (letters && digits && word.length >= LONG_MIXTURE) return true;
  if (letters && digits && word.length >= SIGNED_MIXTURE && /[!#$%^&*+=~@?]/u.test(written)) return true;
  if (word.length >= LONG_CASES && (word.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0) >= MOST_CASES) return true;
  return (
    /[\p{L}\d+/_=]{46,}/u.test(word) &&
    word.length > LONGEST_WORD &&
    !/\p{Script=Han}|\p{Script=Hira}|\p{Script=Kana}|\p{Script=Thai}/u.test(word)
  );
}

/**
 * The parts of a text that may be learned: without what looks like a secret, such as card and telephone numbers, mail
 * addresses, account numbers, keys and passwords. What stood before and after it are two parts.
 */
export function publicParts(text: string): string[] {
  const secrets: [start: number, end: number][] = [];
  const hide = (pattern: RegExp, isSecret: (found: string, start: number, end: number) => boolean) => {
    for (const { 0: found, index } of text.matchAll(pattern)) {
      if (isSecret(found, index, index + found.length)) secrets.push([index, index + found.length]);
    }
  };
  hide(IBAN, () => true);
  hide(NUMBER, (found, start, end) => {
    const digits = found.replace(/\D/g, '').length;
    const atEdge = text.slice(0, start).trim() === '' || text.slice(end).trim() === '';
    return digits >= LONG_NUMBER || (atEdge && digits >= EDGE_NUMBER);
  });
  hide(WORD, (found) => isSecretWord(found));
  const parts: string[] = [];
  let at = 0;
  for (const [start, end] of secrets.sort(([a], [b]) => a - b)) {
    if (start > at) parts.push(text.slice(at, start));
    at = Math.max(at, end);
  }
  parts.push(text.slice(at));
  return parts.filter((part) => part.trim() !== '');
}
