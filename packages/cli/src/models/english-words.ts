import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import wordList from 'word-list';

/** A word as it stands in a sentence, '▁' for the space before it, and how often it came up. */
export type CountedWord = readonly [word: string, count: number];

/**
 * Words of English: first those of the texts that the English table was counted from, then those of a dictionary, small
 * and capital, which tell what is English and not how common it is.
 */
export function* englishWords(): Generator<CountedWord> {
  const path = createRequire(import.meta.url).resolve('@superposed/ngram-english/words.txt.gz');
  for (const line of linesOf(gunzipSync(readFileSync(path)).toString())) {
    const [count, ...words] = line.split(' ');
    for (const word of words) yield [word, Number(count)];
  }
  for (const word of linesOf(readFileSync(wordList, 'utf8'))) {
    const capital = `${word[0]!.toUpperCase()}${word.slice(1)}`;
    for (const each of [word, `▁${word}`, capital, `▁${capital}`]) yield [each, 0];
  }
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');
