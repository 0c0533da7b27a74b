import type { NgramSource } from '@superposed/decoding';
import { PersonalNgrams } from '@superposed/ngram';
import { describe, expect, it } from 'vitest';
import { NgramDrafter } from './ngram-drafts';
import { smallVocabulary } from '../testing';
import { createTokenizer } from '../text/tokenizer';

// What is typed comes as single bytes, for the small vocabulary has few merges; the words are whole tokens in drafts.
const WORDS = [' will', ' be', ' go', ' Go', ' glad', ' ho', 'me', ' now', ' soon', '.', ','];
const tokenizer = createTokenizer(smallVocabulary(WORDS));
const idOf = (piece: string): number => {
  const id = tokenizer.pieces.findIndex((_, each) => tokenizer.piece(each) === piece);
  if (id < 0) throw new Error(`no piece '${piece}'`);
  return id;
};

/** n-grams of some texts, given as pieces. */
function sourceOf(...texts: string[][]): PersonalNgrams {
  const source = new PersonalNgrams(null, { share: 1 });
  for (const pieces of texts) for (let times = 0; times < 5; times++) source.learn(pieces.map(idOf));
  return source;
}
const more = (source: PersonalNgrams, times: number, ...pieces: string[]): void => {
  for (let i = 0; i < times; i++) source.learn(pieces.map(idOf));
};

const usual = sourceOf(
  ['I', ' will', ' be', ' glad', ' now', '.'],
  ['I', ' will', ' go', ' ho', 'me', ' now', '.'],
);
more(usual, 20, ' will', ' be');

function drafts(
  source: PersonalNgrams,
  context: string[],
  options: { k?: number; maxTokens?: number; typed?: string } = {},
) {
  return new NgramDrafter(source, tokenizer).drafts(context.map(idOf), { k: 3, maxTokens: 10, ...options });
}
const texts = (found: readonly { text: string }[]) => found.map(({ text }) => text);

describe('drafts', () => {
  it('begin with the likeliest different words, the likeliest first, and go on to the end of a sentence', () => {
    const found = drafts(usual, ['I', ' will']);
    expect(texts(found)).toEqual([' be glad now.', ' go home now.']);
    expect(found[0]!.probability).toBeGreaterThan(found[1]!.probability);
    expect(found[0]!.probability + found[1]!.probability).toBeCloseTo(1, 5);
    expect(found[0]!.tokens.map((id) => tokenizer.piece(id))).toEqual([' be', ' glad', ' now', '.']);
  });

  it('are no more than are wanted', () => {
    expect(texts(drafts(usual, ['I', ' will'], { k: 1 }))).toEqual([' be glad now.']);
  });

  it('keep to their length, but never cut a word', () => {
    expect(texts(drafts(usual, ['I', ' will'], { maxTokens: 1 }))).toEqual([' be', ' go']);
    expect(texts(drafts(usual, ['I', ' will'], { maxTokens: 2 }))).toEqual([' be glad', ' go home']);
  });

  it('take words that differ in case alone for one', () => {
    const source = sourceOf([' will', ' go'], [' will', ' Go'], [' will', ' be']);
    expect(texts(drafts(source, [' will']))).toHaveLength(2);
  });

  it('open with no punctuation', () => {
    const source = sourceOf([' will', ','], [' will', ' be']);
    expect(texts(drafts(source, [' will']))).toEqual([' be']);
  });

  it('end where nothing speaks for a next word', () => {
    const source = sourceOf([' will', ' be']);
    expect(texts(drafts(source, [' will']))).toEqual([' be']);
  });

  it('go on with a word of several tokens as far as it is known', () => {
    const source = sourceOf([' will', ' ho', 'me', 's', 'o', ' now']);
    expect(texts(drafts(source, [' will']))).toEqual([' homeso now']);
  });

  it('end before a word of which only ends of others are known', () => {
    const known = [
      [' will', ' be', ' ho', 'me'],
      [' glad', 'me', 's', ' now'],
    ];
    const others = [...known, [' soon', 'me', 's']];
    // 's' has followed 'me', but not ' home'.
    expect(texts(drafts(sourceOf(...others), [' will']))).toEqual([' be']);
    expect(texts(drafts(sourceOf(...others, [' ho', 'me', 's', ' now']), [' will']))).toEqual([
      ' be homes now',
    ]);
    expect(texts(drafts(sourceOf(...others), [' be']))).toEqual([]);
  });

  it('begin a word with any token that goes on with its first one', () => {
    // Nothing is known of what ' go' follows here, and two tokens need no more than each other.
    const source = sourceOf([' will', ' go'], [' be', ' go', 's', ' now']);
    expect(texts(drafts(source, [' will']))).toEqual([' gos now']);
  });

  it('ask no n-grams again that the draft before has asked, and that is typed', () => {
    let asked = 0;
    const source: NgramSource = {
      probabilities: (...all) => usual.probabilities(...all),
      continuations: (...all) => {
        asked++;
        return usual.continuations(...all);
      },
    };
    const drafter = new NgramDrafter(source, tokenizer);
    const at = (...context: string[]): number => {
      asked = 0;
      const found = drafter.drafts(context.map(idOf), { k: 3, maxTokens: 10 });
      expect(found).toEqual(
        new NgramDrafter(usual, tokenizer).drafts(context.map(idOf), { k: 3, maxTokens: 10 }),
      );
      return asked;
    };
    expect(at('I', ' will')).toBeGreaterThan(4);
    // Openings alone: all that may follow them is known.
    expect(at('I', ' will', ' go')).toBe(1);
  });

  it('are none after what was never seen, or after nothing', () => {
    expect(drafts(usual, [' soon'])).toEqual([]);
    expect(drafts(usual, [])).toEqual([]);
  });
});

describe('a word that is typed in part', () => {
  it('goes on as the n-grams know it', () => {
    expect(texts(drafts(usual, ['I', ' will'], { typed: ' b' }))).toEqual(['e glad now.']);
    expect(texts(drafts(usual, ['I', ' will'], { typed: ' h' }))).toEqual(['ome now.']);
  });

  it('is whole where the n-grams say so, and the next one begins', () => {
    const source = sourceOf([' will', ' ', 'b', ' be', ' glad', '.']);
    expect(texts(drafts(source, [' will'], { typed: ' b' }))).toContain(' be glad.');
  });

  it('of several tokens goes on with the token that is begun', () => {
    const source = sourceOf([' will', ' ho', 'me', ' now', '.']);
    expect(tokenizer.encode(' hom').length).toBeGreaterThan(1);
    more(source, 5, ' ', 'h', 'o', 'me', ' soon', '.');
    expect(texts(drafts(source, [' will'], { typed: ' hom' }))).toEqual(['e soon.']);
  });

  it('after a space is any word', () => {
    expect(texts(drafts(usual, ['I', ' will'], { typed: ' ' }))).toEqual(['be glad now.', 'go home now.']);
  });

  it('that no word begins with has no drafts', () => {
    expect(drafts(usual, ['I', ' will'], { typed: ' xq' })).toEqual([]);
  });
});

describe('a hostile table', () => {
  /** Knows that anything may follow anything, and each token for certain after the one before. */
  function endless() {
    let lookUps = 0;
    const source: NgramSource = {
      probabilities: (_, __, ___, out) => void out.fill(1),
      continuations: (context, _, limit, among) => {
        lookUps++;
        const ids = among ? Array.from(among) : tokenizer.pieces.map((__, id) => id);
        const first = ((context.at(-1) ?? 0) * 7 + 1) % ids.length;
        return [...ids.slice(first), ...ids.slice(0, first)]
          .slice(0, limit)
          .map((id) => ({ id, probability: 1 }));
      },
    };
    return { source, lookUps: () => lookUps };
  }

  it.each(['', ' b', 'x'])('costs no more look-ups than drafts have tokens, typed %j', (typed) => {
    const { source, lookUps } = endless();
    const [k, maxTokens] = [10, 64];
    const found = new NgramDrafter(source, tokenizer).drafts([0], { k, maxTokens, typed });
    expect(found.length).toBeLessThanOrEqual(k);
    for (const { tokens } of found) expect(tokens.length).toBeLessThan(maxTokens + 16);
    // Three openings a draft are tried, each of so many tokens, with a look at what may follow.
    expect(lookUps()).toBeLessThan(3 * k * 2 * (maxTokens + 16));
  });
});
