import { wordPattern } from './word-list';

/** Letters of a word by which its entries are found. */
const MOST = 5;

/** Letters that tell enough of a word that goes on. */
const LEAST = 3;

/** Marks that a word ends where its key does. */
const END = '$';

/**
 * Finds the entries of a list in texts. It looks at the first letters of each word, and tries the list's pattern, which
 * takes many times as long, only where these may begin an entry.
 */
export class WordFinder {
  private readonly keys = new Set<string>();
  /** Lengths of the keys of words that go on. */
  private readonly lengths: readonly number[];
  /** Parts of the entries that may begin with any letters: with one of these in it, all of a text is searched. */
  private readonly inside: RegExp | null;
  private readonly here: RegExp;
  private readonly anywhere: RegExp;

  /** @param list as `wordPattern` reads it */
  constructor(list: string) {
    this.here = wordPattern(list, 'uy');
    this.anywhere = wordPattern(list, 'gu');
    const inside: string[] = [];
    for (const start of list.split('\n').flatMap((line) => firstWords(line.replace(/#.*/, '').trim()))) {
      const [letters = ''] = /^[a-z\d]*/.exec(start) ?? [];
      // 'a*b' would be tried at each word with an a.
      if (letters !== start && letters.length < LEAST) inside.push(longest(start));
      else if (letters === start && letters.length < MOST) this.keys.add(letters + END);
      else this.keys.add(letters.slice(0, MOST));
    }
    const open = [...this.keys].filter((key) => !key.endsWith(END));
    this.lengths = [...new Set(open.map((key) => key.length))];
    this.inside = inside.length > 0 ? new RegExp(inside.join('|')) : null;
  }

  /**
   * Whether an entry ends after a place, wherever it begins.
   * @param text in small letters
   */
  endsAfter(place: number, text: string): boolean {
    if (this.inside?.test(text)) {
      return [...text.matchAll(this.anywhere)].some(({ index, 0: found }) => index + found.length > place);
    }
    WORD.lastIndex = 0;
    for (let word = WORD.exec(text); word; word = WORD.exec(text)) {
      if (!this.mayBegin(word[0])) continue;
      this.here.lastIndex = word.index;
      if (this.here.test(text) && this.here.lastIndex > place) return true;
    }
    return false;
  }

  private mayBegin(word: string): boolean {
    return this.keys.has(word + END) || this.lengths.some((length) => this.keys.has(word.slice(0, length)));
  }
}

const WORD = /[\p{L}\p{N}]+/gu;

const longest = (start: string): string =>
  start.split('*').reduce((best, part) => (part.length > best.length ? part : best), '');

/** What the alternatives of an entry begin with, up to the end of their first words. */
function firstWords(entry: string): string[] {
  // What must not stand before a word says nothing of it.
  const plain = entry.replace(/^\(\?<?[!=][^)]*\)/, '');
  if (!plain.startsWith('(')) {
    const [start = ''] = /^[^\s(|/]*(?=\()|^[^\s(]*/.exec(plain) ?? [];
    // 'ass(bag/clown)' goes on within the word.
    return start === '' ? [] : [plain[start.length] === '(' ? `${start}*` : start];
  }
  const end = closing(plain);
  const rest = plain.slice(end + 1);
  const starts = alternatives(plain.slice(1, end)).flatMap((each) => firstWords(each.trim()));
  if (rest.startsWith('?')) return [...starts, ...firstWords(rest.slice(1).trim())];
  return /^\S/.test(rest) ? starts.map((start) => `${start}*`) : starts;
}

/** The place of the bracket that closes the first one. */
function closing(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return at;
  }
  return text.length;
}

/** Parts of a choice, at its own level. */
function alternatives(text: string): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = 0; at <= text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')') depth--;
    if (at < text.length && (depth > 0 || !/[/|]/.test(text[at]!))) continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  return parts;
}
