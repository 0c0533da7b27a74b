import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tidy } from './draft-text';
import { extended, remaining, type Draft } from '../protocol/drafts';
import { chooseDrafts } from '../drafting/choose';
import { CONTEXT_TOKENS, stepBack, tokensToDrop, windowOf } from './prompt';
import { smallSentencePieces, smallVocabulary } from '../testing';
import { createTokenizer } from './tokenizer';
import { sensibleLength, TRIM } from '../drafting/trim';
import { TokenizerError } from './vocabulary';
import { firstWordLength, unglued, wordStarts } from './words';

/** A step, and as far as a good beginning is looked for. */
const LEAST_CONTEXT = CONTEXT_TOKENS - 128 - 48;

/** Any UTF-16 at all, half characters too, with what texts are really made of among it. */
const bits = fc.oneof(
  fc.constantFrom(
    ' ',
    '  ',
    '\n',
    '\r\n',
    '\t',
    '.',
    '. A',
    '?"',
    '(',
    '–',
    "'",
    '’',
    'the',
    ' cat',
    'é',
    'e\u0301',
  ),
  fc.constantFrom(
    '\uFFFD',
    '\uFEFF',
    '\u200B',
    '\u200D',
    '\u202E',
    '😀',
    '👨‍👩‍👧',
    'שלום',
    'ที่',
    '漢字',
    '\uD83D',
    '\uDE00',
    '\0',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
);
const text = fc.array(bits, { maxLength: 14 }).map((each) => each.join(''));
const long = fc.tuple(text, fc.nat(400), text).map(([a, times, b]) => a.repeat(times) + b);

const tokenizer = createTokenizer(smallVocabulary([' cat', ' sat', '.', '. A', '\n', ' (', 'ing', ' é']));
const size = tokenizer.pieces.length;
const tokens = fc.array(fc.nat(size - 1), { minLength: 1, maxLength: 12 });
const logProbs = fc.array(fc.oneof(fc.constantFrom(0, -1, -8, -Infinity, NaN), fc.double()), {
  maxLength: 12,
});

const WORDS = [' cat', ' sat', '. A', '\n', ' (', 'ing', ' é', '😀', 'a b'];

describe.each([
  ['byte-level', smallVocabulary(WORDS)],
  ['SentencePiece', smallSentencePieces(WORDS)],
  ['SentencePiece of words', smallSentencePieces(WORDS.slice(0, 2))],
])('the %s tokenizer', (_, usual) => {
  const tokenizer = createTokenizer(usual);
  const size = tokenizer.pieces.length;

  it('brings back any text, with U+FFFD for half characters', () => {
    fc.assert(
      fc.property(text, (drawn) => {
        // What stands for a space in SentencePiece comes back as one.
        const each = drawn.replaceAll('▁', '_');
        const ids = tokenizer.encode(each);
        expect(ids.every((id) => id >= 0 && id < size && !tokenizer.eosIds.includes(id))).toBe(true);
        const bytes = new TextEncoder().encode(each);
        expect(tokenizer.decode(ids)).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
      }),
    );
  });

  it('is made of any metadata, or refuses it by name', () => {
    const odd = fc.oneof(
      fc.array(fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('a b', 'a', '__proto__', '')), {
        maxLength: 9,
      }),
      fc.anything({ maxDepth: 2, withBigInt: true, withTypedArray: true }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(usual)), odd, text, (key, value, each) => {
        try {
          const made = createTokenizer({ ...usual, [key]: value });
          expect(made.eosIds.every((id) => id >= 0 && id < made.pieces.length)).toBe(true);
          expect(made.decode(made.encode(each).filter((id) => id < made.pieces.length))).toBeTypeOf('string');
        } catch (error) {
          expect(error).toBeInstanceOf(TokenizerError);
        }
      }),
    );
  });
});

describe('the prompt', () => {
  it('is the end of the text, and of whole characters', () => {
    fc.assert(
      fc.property(long, (each) => {
        const window = windowOf(each);
        expect(each.endsWith(window)).toBe(true);
        expect(window.length).toBeLessThanOrEqual(3000);
        const before = each.charAt(each.length - window.length - 1);
        expect(/[\uD800-\uDBFF]/.test(before) && /^[\uDC00-\uDFFF]/.test(window)).toBe(false);
      }),
    );
  });

  it('and what is typed of the next word are the text', () => {
    fc.assert(
      fc.property(text, (each) => {
        const { head, typed } = stepBack(each);
        expect(head + typed).toBe(each);
        expect(typed.length).toBeLessThanOrEqual(64);
      }),
    );
  });

  it('keeps the last tokens, as many as there is room for', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(size - 1), { maxLength: 1500 }), fc.nat(64), (ids, more) => {
        const left = ids.length + more - tokensToDrop(ids, more, tokenizer);
        expect(left).toBeLessThanOrEqual(CONTEXT_TOKENS);
        expect(left).toBeGreaterThanOrEqual(Math.min(ids.length + more, LEAST_CONTEXT));
      }),
    );
  });
});

describe('drafts', () => {
  it('are made tidy by cutting their ends alone', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (each, whole) => {
        const tidied = tidy(each, whole);
        expect(each.startsWith(tidied)).toBe(true);
        expect(tidied).not.toMatch(/[\n\r\uFFFD]|\s$/u);
      }),
    );
  });

  it('have words that cover their tokens', () => {
    fc.assert(
      fc.property(tokens, (each) => {
        const starts = wordStarts(each, tokenizer);
        expect(starts[0]).toBe(0);
        expect(starts.every((start, i) => start < each.length && (i === 0 || start > starts[i - 1]!))).toBe(
          true,
        );
        const first = firstWordLength(each, tokenizer);
        expect(first).toBeGreaterThan(0);
        expect(first).toBeLessThanOrEqual(each.length);
      }),
    );
  });

  it('make sense up to the end of one of their words', () => {
    fc.assert(
      fc.property(tokens, logProbs, logProbs, (each, model, mixed) => {
        const draft = { tokens: each, score: 0, finished: false, logProbs: model, logScores: mixed };
        const ends = [...wordStarts(each, tokenizer).slice(1), each.length];
        const length = sensibleLength(draft, tokenizer, TRIM);
        // A first word that only shared rows finished, and hardly support, is none at all.
        const isGuess = length === 0 && model.length > 0 && mixed.length > model.length;
        // What is glued to a word ends a draft inside of what else would be one.
        const isGlued = length === unglued(each, tokenizer);
        if (!isGuess && !isGlued) expect(ends).toContain(length);
      }),
    );
  });

  it('are offered as what continues the text, never as nothing', () => {
    const draft = fc.record({
      tokens,
      logProbs,
      logScores: logProbs,
      finished: fc.boolean(),
      score: fc.double(),
    });
    const options = fc.record({
      letters: fc.nat(4),
      threshold: fc.double({ min: 0, max: 1, noNaN: true }),
      trim: fc.constantFrom(TRIM, null),
    });
    fc.assert(
      fc.property(fc.array(draft, { maxLength: 4 }), options, (drafts, { letters, ...rest }) => {
        // All completions begin with what is typed, which is of whole characters as the prompt is.
        const first = drafts[0] ? Array.from(tokenizer.decode(drafts[0].tokens)) : [];
        const typed = first.slice(0, letters).join('');
        const texts = drafts.map((each) => tokenizer.decode(each.tokens));
        const fitting = drafts.filter((_, i) => texts[i]!.startsWith(typed));
        for (const each of chooseDrafts(fitting, tokenizer, { typed, ...rest })) {
          expect(texts.some((whole) => whole.startsWith(typed + each.text))).toBe(true);
          expect(each.text).toMatch(/\S/u);
          expect(each.text).not.toMatch(/\p{Surrogate}/u);
        }
      }),
    );
  });

  it('in hand continue whatever has become of the text', () => {
    const draft = text.map((each): Draft => ({ text: each, confidence: 0.5, source: 'model' }));
    const drafts = fc.array(draft, { maxLength: 4 });
    fc.assert(
      fc.property(
        text,
        drafts,
        drafts,
        fc.nat(4),
        fc.nat(9),
        text,
        (before, held, later, which, along, other) => {
          const typed = (held[which]?.text ?? other).slice(0, along);
          for (const now of [before + typed, before + other, other]) {
            const left = remaining({ text: before, drafts: held }, now);
            for (const each of left) {
              expect(held.some((one) => before + one.text === now + each.text)).toBe(true);
            }
            const all = extended(left, later);
            const known = new Set([...left, ...later].map((one) => one.text));
            expect(all.every((one) => known.has(one.text))).toBe(true);
            left.forEach((one, i) => expect(all[i]!.text.startsWith(one.text)).toBe(true));
          }
        },
      ),
    );
  });
});
