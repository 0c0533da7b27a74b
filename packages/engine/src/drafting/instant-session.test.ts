import type { NgramSource } from '@superposed/decoding';
import { PersonalNgrams } from '@superposed/ngram';
import { describe, expect, it } from 'vitest';
import { InstantSession } from './instant-session';
import { smallVocabulary } from '../testing';
import { createTokenizer } from '../text/tokenizer';

const tokenizer = createTokenizer(smallVocabulary());
const source = new PersonalNgrams(null, { share: 1 });
const SENTENCE = 'We read the cat a book.';
for (let times = 0; times < 5; times++) source.learn(tokenizer.encode(SENTENCE));

const session = new InstantSession(source, tokenizer);
const texts = (text: string) => session.suggest({ text, maxTokens: 40 }).map((draft) => draft.text);

/** Hears which contexts are looked up. */
function recorded(): { contexts: number[][]; session: InstantSession } {
  const contexts: number[][] = [];
  const heard: NgramSource = {
    probabilities: (_, candidates, __, out) => out.fill(0, 0, candidates.length),
    continuations(context) {
      contexts.push([...context]);
      return [];
    },
  };
  return { contexts, session: new InstantSession(heard, tokenizer) };
}

describe('InstantSession', () => {
  it('goes on from the text, marked as drafts of n-grams', () => {
    const drafts = session.suggest({ text: 'We read the', maxTokens: 40 });
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({ text: ' cat a book.', source: 'ngrams' });
    expect(drafts[0]!.confidence).toBeGreaterThan(0.5);
    expect(drafts[0]!.confidence).toBeLessThanOrEqual(1);
  });

  it('goes on after a space too, without another one', () => {
    expect(texts('We read the ')).toEqual(['cat a book.']);
  });

  it('has none for an empty text or one that it knows nothing of', () => {
    expect(texts('')).toEqual([]);
    expect(texts('ÄÖ ŁÓ')).toEqual([]);
  });

  it('makes no more drafts than are wanted', () => {
    expect(session.suggest({ text: 'We read the cat', k: 1 }).length).toBeLessThanOrEqual(1);
  });

  it('looks back over the end of a long text alone, from the beginning of a word', () => {
    const { contexts, session: listening } = recorded();
    listening.suggest({ text: `${'wordy '.repeat(5000)}We read the` });
    const longest = Math.max(...contexts.map(({ length }) => length));
    expect(longest).toBeLessThan(20);
    const expected = tokenizer.encode('We read').slice(-5);
    expect(contexts[0]!.slice(-5)).toEqual(expected);
  });

  it('reads a long text without any space too', () => {
    expect(() => session.suggest({ text: 'x'.repeat(10_000) })).not.toThrow();
    expect(() => session.suggest({ text: '\ud83d'.repeat(300) })).not.toThrow();
  });
});
