import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';

/** A word as it stands in a sentence, '▁' for the space before it, and how often it came up. */
export type CountedWord = readonly [word: string, count: number];

/** How often a word stands at a line's beginning, or after a sign, for each time that it stands after a space. */
const BARE = 0.1;

/** Words of English: those of the texts that the English table was counted from, and the commonest of others. */
export function* englishWords(): Generator<CountedWord> {
  const path = createRequire(import.meta.url).resolve('@superposed/ngram-english/words.txt.gz');
  for (const line of gunzipSync(readFileSync(path)).toString().split('\n')) {
    const [count, ...words] = line.split(' ');
    for (const word of words) {
      yield [word, Number(count)];
      if (word.startsWith('▁')) yield [word.slice(1), BARE * Number(count)];
    }
  }
}
