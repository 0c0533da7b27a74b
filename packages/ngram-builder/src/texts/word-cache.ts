import type { Tokenizer } from '@superposed/engine/tokenizer';

/** Words that are remembered; then all are forgotten, so that odd text does not fill the memory. */
const MOST_WORDS = 200_000;
const SPACE = 32;
const DELETE = 127;

/**
 * Encodes faster: words come back, and each is encoded once. Tokenizers mostly begin a new piece at a space
 * between two characters that are none, so what lies between two such places can be encoded by itself. Only places between
 * ASCII characters are used; the ids are the same.
 * @returns ids of any text; of a tokenizer whose tokens reach over spaces, all at once
 */
export function wordCached({
  encode,
  wordwise,
}: Pick<Tokenizer, 'encode' | 'wordwise'>): (text: string) => number[] {
  if (!wordwise) return (text) => encode(text);
  const words = new Map<string, readonly number[]>();
  const idsOf = (word: string): readonly number[] => {
    const known = words.get(word);
    if (known) return known;
    if (words.size >= MOST_WORDS) words.clear();
    const ids = encode(word, true);
    words.set(word, ids);
    return ids;
  };
  const isPrintable = (code: number) => code > SPACE && code < DELETE;
  return (text) => {
    const ids: number[] = [];
    const push = (from: number, to: number): void => {
      const word = text.slice(from, to);
      // Some put a space before the first word.
      for (const id of from === 0 ? encode(word) : idsOf(word)) ids.push(id);
    };
    let start = 0;
    for (let at = text.indexOf(' ', 1); at > 0; at = text.indexOf(' ', at + 1)) {
      if (!isPrintable(text.charCodeAt(at - 1)) || !isPrintable(text.charCodeAt(at + 1))) continue;
      push(start, at);
      start = at;
    }
    push(start, text.length);
    return ids;
  };
}
