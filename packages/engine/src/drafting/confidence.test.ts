import { describe, expect, it } from 'vitest';
import { CONFIDENCE, confidenceFeatures, confidenceOf } from './confidence';

const pieces = [' be', ' com', 'pre', ' go', ' on'];
const tokenizer = { piece: (id: number) => pieces[id]! };
const draft = (tokens: number[], logScores: number[]) => ({
  tokens,
  logScores,
  logProbs: logScores.map((score) => 2 * score),
  score: -1,
  finished: false,
});

describe('confidenceFeatures', () => {
  it('look at the first word alone, whatever comes after it', () => {
    const [one, two] = confidenceFeatures(
      [draft([1, 2, 4], [-1, -2, -4]), draft([0, 4], [-0.5, -9])],
      '',
      tokenizer,
    );
    expect(one).toMatchObject({ score: -3, model: -3, rank: 1, typed: 0 });
    expect(two).toMatchObject({ score: -0.5, model: -0.5, rank: 0, typed: 0 });
  });

  it('tell how near to certain a word is, as a finite number', () => {
    const sure = (score: number) => confidenceFeatures([draft([0], [score])], '', tokenizer)[0]!.sure;
    expect(sure(0)).toBeCloseTo(3, 1);
    expect(sure(-0.5)).toBeCloseTo(-Math.log(1.05 - Math.exp(-0.5)), 9);
    expect(Math.abs(sure(-50))).toBeLessThan(0.05);
  });

  it('count the letters that are typed, not the space before them', () => {
    expect(confidenceFeatures([draft([0], [-1])], ' b', tokenizer)[0]!.typed).toBe(1);
  });

  it('do without scores where there are none', () => {
    const bare = { tokens: [0], score: -1, finished: false };
    expect(confidenceFeatures([bare], '', tokenizer)[0]).toMatchObject({
      score: 0,
      model: 0,
      rank: 0,
      typed: 0,
    });
  });
});

describe('confidenceOf', () => {
  const features = { score: -1, model: -0.5, rank: 0, typed: 0, sure: 0.8 };
  it('is a probability, greater for likelier words', () => {
    const unlikely = confidenceOf({ ...features, score: -8, model: -12 });
    const likely = confidenceOf({ ...features, score: -0.05, model: -0.05 });
    expect(unlikely).toBeGreaterThan(0);
    expect(likely).toBeLessThan(1);
    expect(likely).toBeGreaterThan(unlikely);
  });

  it('is what the weights say', () => {
    const weights = { ...CONFIDENCE, intercept: 0, score: 0, model: 0, rank: 0, typed: 0, sure: 0 };
    expect(confidenceOf(features, weights)).toBe(0.5);
    const { sure: _, ...without } = { ...weights, score: 1 };
    expect(confidenceOf(features, without)).toBeCloseTo(1 / (1 + Math.E), 9);
  });
});
