import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readVocabulary, type NgramManifest } from '@superposed/ngram';
import wordList from 'word-list';
import { englishTable } from '../assets/ngrams';

/**
 * Words of English as they stand in sentences, '▁' for the space before them: first those of the table's vocabulary,
 * which are the common ones, then those of a dictionary, small and capital.
 */
export function* englishWords(): Generator<string> {
  const path = englishTable();
  const { vocabulary, tokenizer } = JSON.parse(readFileSync(path, 'utf8')) as NgramManifest;
  if (vocabulary) {
    const bytes = Uint8Array.from(readFileSync(join(dirname(path), vocabulary.file))).buffer;
    const pieces = readVocabulary(bytes, tokenizer)['tokenizer.ggml.tokens'] as string[];
    for (const piece of pieces) if (/^Ġ?[!-~]+$/.test(piece)) yield piece.replace('Ġ', '▁');
  }
  for (const word of readFileSync(wordList, 'utf8').split('\n')) {
    if (word === '') continue;
    const capital = `${word[0]!.toUpperCase()}${word.slice(1)}`;
    yield* [word, `▁${word}`, capital, `▁${capital}`];
  }
}
