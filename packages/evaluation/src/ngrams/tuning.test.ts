import { PAPER_LAMBDAS } from '@superposed/decoding';
import { describe, expect, it } from 'vitest';
import { teacherForce, type AnsweredCase } from './teacher-forcing';
import {
  boosted,
  fitMixtures,
  interpolated,
  likelihood,
  matchedBy,
  mixed,
  neighbours,
  search,
  type Interpolation,
} from './tuning';

const pieces = [' a', ' b', ' c', ' A'];
const tokenizer = { piece: (id: number) => pieces[id]! };
const key = (id: number) => tokenizer.piece(id).trim().toLowerCase();

/** The writer goes on with ' b c'; the model likes ' a' best, then ' A', ' b', ' c'. */
const answered: AnsweredCase = {
  text: ' a b c',
  ids: [0],
  nextIds: [1, 2],
  rest: ' b c and more',
  next: [0, 1].map(() => ({
    ids: Int32Array.of(0, 3, 1, 2),
    logits: Float32Array.of(3, 2, 1, 0),
    logPartition: Math.log(Math.exp(3) + Math.exp(2) + Math.exp(1) + 1),
  })),
};
/** After two tokens of context, ' c' always follows. */
const ngrams = {
  probabilities: (
    context: readonly number[],
    ids: ArrayLike<number>,
    lambdas: readonly number[],
    out: Float32Array,
  ) => out.set(Array.from(ids, (id) => (context.length >= 2 && id === 2 ? (lambdas[1] ?? 0) : 0))),
  continuations: () => [],
};
const each = teacherForce(answered, ngrams);
const settings: Interpolation = {
  alpha: 0.9,
  tau: 1,
  m: 64,
  lambdas: PAPER_LAMBDAS,
  firstStepMix: 1,
  interpolation: 'linear',
  penalty: 0,
};

describe('matchedBy', () => {
  it('opens with different words, then follows the draft that is right', () => {
    const alone = interpolated({ ...settings, alpha: 0 });
    expect(matchedBy(each, 1, alone, tokenizer, key)).toEqual({ characters: 1, firstTokenRight: false });
    expect(matchedBy(each, 2, alone, tokenizer, key)).toEqual({ characters: 3, firstTokenRight: true });
  });

  it('counts what n-grams find', () => {
    const both = interpolated(settings);
    expect(matchedBy(each, 2, both, tokenizer, key)).toEqual({ characters: 4, firstTokenRight: true });
  });
});

describe('mixtures', () => {
  const cases = Array.from({ length: 60 }, () => each);
  const fitted = fitMixtures(cases);

  it('give the weight to what knew the tokens that came', () => {
    expect(fitted.map((weights) => weights.length)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(fitted[2]![2]).toBeGreaterThan(0.9);
  });

  it('are those of the next shorter context where a context is rare', () => {
    expect(fitted[3]).toEqual([...fitted[2]!, 0]);
  });

  it('make the tokens that came likelier than any other weights', () => {
    expect(likelihood(cases, fitted)).toBeGreaterThan(likelihood(cases, [[1], [1, 0], [0.5, 0, 0.5]]));
    expect(mixed(fitted)(each, 1)[3]).toBeGreaterThan(Math.log(0.9));
  });

  it('sum to 1 after a boost', () => {
    for (const weights of boosted(fitted, 4)) expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1);
  });
});

describe('search', () => {
  it('changes one number at a time for the better, until nothing gains', () => {
    const value = ({ alpha, tau }: Interpolation) => -Math.abs(alpha - 0.5) - Math.abs(tau - 1.2);
    expect(search(settings, value, 0.001)).toMatchObject({ alpha: 0.5, tau: 1.2, m: 64 });
    expect(search(settings, () => 0, 0.001)).toEqual(settings);
  });

  it('tries each number by itself', () => {
    for (const other of neighbours(settings)) {
      const changed = Object.keys(settings).filter((name) => {
        const at = name as keyof Interpolation;
        return JSON.stringify(other[at]) !== JSON.stringify(settings[at]);
      });
      expect(changed).toHaveLength(1);
    }
  });
});
