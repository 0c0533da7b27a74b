import type { PersonalNgrams } from '@superposed/ngram';
import type { KnownWord } from '../text/own-text';
import type { Tokenizer } from '../text/tokenizer';
import { startsWithWord } from '../text/words';

/** Most tokens of a word, and context tokens of a look-up. */
const MOST = { tokens: 10, context: 5 };

/** What the walk needs of the writer's own n-grams. */
type Followers = Pick<PersonalNgrams, 'followers'>;

/**
 * Words of the writer's own that begin with what is typed. Their tokens are found one after the other: none need be the
 * beginning of what is typed as it would be read.
 * @param typed what is typed of the word, with the space before it
 * @returns without the space, most frequent first
 */
export function personalWords(
  typed: string,
  ngrams: Followers,
  tokenizer: Pick<Tokenizer, 'piece'>,
): KnownWord[] {
  const counts = new Map<string, number>();
  const note = (word: string, count: number): void => {
    const known = word.trimStart();
    counts.set(known, (counts.get(known) ?? 0) + count);
  };
  const walk = (path: readonly number[], word: string, rest: string): void => {
    if (path.length === MOST.tokens) return;
    for (const [id, count] of ngrams.followers(path.slice(-MOST.context))) {
      const piece = tokenizer.piece(id);
      if (piece === '') continue;
      const goesOn = rest === '' ? startsWithWord(piece) : piece.startsWith(rest);
      if (rest !== '' && rest.startsWith(piece)) walk([...path, id], word + piece, rest.slice(piece.length));
      else if (goesOn) note(restOf([...path, id], word + piece, ngrams, tokenizer), count);
      else if (rest === '') note(word, count);
    }
  };
  if (typed.trim() !== '') walk([], '', typed);
  const words = [...counts].map(([word, count]) => ({ word, count }));
  return words.sort((a, b) => b.count - a.count);
}

/** A word that is begun, to its end: with the likeliest token while that goes on with it. */
function restOf(
  path: readonly number[],
  word: string,
  ngrams: Followers,
  { piece }: Pick<Tokenizer, 'piece'>,
): string {
  const tokens = [...path];
  let text = word;
  while (tokens.length < MOST.tokens) {
    const followers = [...ngrams.followers(tokens.slice(-MOST.context))];
    const [best] = followers.sort(([, a], [, b]) => b - a);
    if (!best || !startsWithWord(piece(best[0]))) break;
    tokens.push(best[0]);
    text += piece(best[0]);
  }
  return text;
}
