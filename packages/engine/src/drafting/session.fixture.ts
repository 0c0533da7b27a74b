import type { RowCosts } from '@superposed/decoding';
import { ScriptedModel, smallVocabulary } from '../testing';
import { createTokenizer } from '../text/tokenizer';
import { SuggestionSession } from './session';

const WORDS = [
  ' I',
  ' will',
  ' be',
  ' go',
  ' Be',
  ' glad',
  ' home',
  ' ho',
  'me',
  ' now',
  ' soon',
  ' wil',
  'd',
  'I',
  'so',
];
export const tokenizer = createTokenizer(smallVocabulary([...WORDS, ' willing', ',', '.', '\n']));

const SCRIPT = {
  I: [' will', ' willing', ' go'],
  // Typed text comes as single bytes, for the small vocabulary has few merges.
  l: ['.', ' be', ' Be', ' go', '\n', '<|end|>', ' soon'],
  ':': ['.', ' be', ' Be', ' go', '\n', '<|end|>', ' soon'],
  ' will': [' be', ' go', ' soon'],
  ' willing': ['.'],
  ' be': [' glad'],
  ' go': [' home'],
  ' soon': ['.'],
  ' glad': [' now'],
  ' home': [' now'],
  ' now': ['.'],
  '.': ['<|end|>'],
  '<|end|>': ['I', 'so', '.'],
  '|': ['I'],
  '>': ['I'],
};

/** Rows that cost nothing, as on a fast GPU, and rows that cost as much as passes. */
export const FREE: RowCosts = [[1, 1]];
export const DEAR: RowCosts = [
  [1, 1],
  [8, 8],
];

export function start(beforePass?: () => void, rowCosts = FREE, contextLength?: number) {
  const model = new ScriptedModel(tokenizer, SCRIPT, beforePass, contextLength);
  return { model, session: new SuggestionSession({ model, tokenizer, ngrams: null, rowCosts }) };
}
export const texts = (drafts: readonly { text: string }[]) => drafts.map(({ text }) => text);
