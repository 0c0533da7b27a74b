import { describe, expect, it } from 'vitest';
import { chooseDrafts } from './choose';
import { CONFIDENCE } from './confidence';
import { smallVocabulary } from '../testing';
import { createTokenizer } from '../text/tokenizer';
import { isOver, TRIM } from './trim';

const WORDS = [' the', ' cat', ' sat', ' home', '.', ',', ' zebra', 's'];
const tokenizer = createTokenizer(smallVocabulary(WORDS));
const idOf = (piece: string) => tokenizer.pieces.findIndex((_, id) => tokenizer.piece(id) === piece);

/** A draft of these pieces, the first of which has the log score given. */
const draft = (pieces: string[], opening = -1, logProb = -1) => ({
  tokens: pieces.map(idOf),
  score: opening - pieces.length,
  finished: pieces.at(-1) === '<|end|>',
  logScores: pieces.map((_, i) => (i === 0 ? opening : -1)),
  logProbs: pieces.map(() => logProb),
});
const show = { typed: '', threshold: 0, trim: TRIM };
const texts = (...[drafts, options]: [ReturnType<typeof draft>[], Partial<typeof show>?]) =>
  chooseDrafts(drafts, tokenizer, { ...show, ...options }).map(({ text }) => text);

describe('offer', () => {
  it('shows the surest first, up to the last whole word', () => {
    const drafts = [draft([' the', ' cat', ' sat'], -2), draft([' home', ' the', ' cat'], -0.5)];
    expect(texts(drafts)).toEqual([' home the', ' the cat']);
    const [first, second] = chooseDrafts(drafts, tokenizer, show);
    expect(first!.confidence).toBeGreaterThan(second!.confidence);
    expect(first!.source).toBe('model');
  });

  it('shows the last word too where the draft has ended', () => {
    expect(texts([draft([' the', ' cat', '<|end|>'])])).toEqual([' the cat']);
    expect(texts([draft([' the', ' cat', '.', ' home'])])).toEqual([' the cat.']);
  });

  it('says where the weights of the confidence are not the model’s', () => {
    const weights = { ...CONFIDENCE, intercept: 0, score: 0, model: 0, rank: 0, typed: 0, sure: 0 };
    const drafts = [draft([' the', ' cat', ' sat'])];
    expect(chooseDrafts(drafts, tokenizer, show)[0]).toMatchObject({ calibrated: false });
    expect(chooseDrafts(drafts, tokenizer, show, weights)).toEqual([
      { text: ' the cat', confidence: 0.5, source: 'model' },
    ]);
  });

  it('cuts where sense ends, and leaves out what is typed', () => {
    const odd = { ...draft([' the', ' cat', ' zebra', ' sat']), logProbs: [-1, -1, -9, -1], logScores: [] };
    expect(texts([odd])).toEqual([' the cat']);
    expect(texts([draft([' the', ' cat', ' sat'])], { typed: ' th' })).toEqual(['e cat']);
  });

  it('shows nothing twice, nothing without a word, nothing under the threshold', () => {
    expect(texts([draft([' the', ' cat', ' sat']), draft([' the', ' cat', ' home'], -2)])).toEqual([
      ' the cat',
    ]);
    expect(texts([draft([',', ' home'])])).toEqual([]);
    expect(texts([draft([' the', ' cat', ' sat'], -9)], { threshold: 0.5 })).toEqual([]);
  });

  it('asks for the confidence of what is shown, not of what is left out', () => {
    const drafts = [draft([',', ' home'], -0.1), draft([' the', ' cat', ' sat'], -9)];
    const [sure, unsure] = drafts.map((each) => chooseDrafts([each], tokenizer, { ...show, trim: null })[0]!);
    expect(sure!.confidence).toBeGreaterThan(unsure!.confidence);
    expect(texts(drafts, { threshold: sure!.confidence })).toEqual([]);
  });

  it("shows the paper's drafts as they are", () => {
    expect(texts([draft([','])], { trim: null as never })).toEqual([',']);
  });
});

describe('isOver', () => {
  it('is a draft at the end of its sentence, or of its sense', () => {
    expect(isOver(draft([' the', ' cat', '.']), tokenizer, TRIM)).toBe(true);
    expect(isOver(draft([' the', ' cat'], -1, -9), tokenizer, TRIM)).toBe(false);
    expect(isOver({ ...draft([' the', ' cat'], -9, -9), logScores: [] }, tokenizer, TRIM)).toBe(true);
    expect(isOver(draft([' the', ' cat']), tokenizer, TRIM)).toBe(false);
  });
});
