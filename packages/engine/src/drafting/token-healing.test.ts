import type { NextTokens } from '@superposed/decoding';
import { describe, expect, it } from 'vitest';
import { smallVocabulary } from '../testing';
import { PieceIndex } from '../text/piece-index';
import { createTokenizer } from '../text/tokenizer';
import { healingPoints, healPrompt } from './token-healing';

const tokenizer = createTokenizer(smallVocabulary([' the', ' theme', ' a', 'me']));
const index = new PieceIndex(tokenizer);
const idOf = (piece: string) => tokenizer.pieces.findIndex((_, id) => tokenizer.piece(id) === piece);
const head = tokenizer.encode('I');
const word = [idOf(' the')];
const places = healingPoints(head, word, tokenizer, index);

/** What the model says at a place, by pieces; the rest of the vocabulary has no share. */
function says(logits: Record<string, number>, targets: readonly number[] = []): NextTokens {
  const sorted = Object.entries(logits).sort(([, a], [, b]) => b - a);
  return {
    ids: Int32Array.from(sorted, ([piece]) => idOf(piece)),
    logits: Float32Array.from(sorted, ([, logit]) => logit),
    logPartition: Math.log(sorted.reduce((sum, [, logit]) => sum + Math.exp(logit), 0)),
    targetLogits: Float32Array.from(targets, (id) => logits[tokenizer.piece(id)] ?? -30),
  };
}
const heal = (before: Record<string, number>, after: Record<string, number>) =>
  healPrompt([...head, ...word], places, [says(before, places[0]!.targets), says(after)], 3, tokenizer);

describe('token healing', () => {
  it('asks at the place before the word for the word itself and what completes it', () => {
    expect(places.map(({ length, rest }) => [length, rest])).toEqual([
      [1, ' the'],
      [2, ''],
    ]);
    expect(places[0]!.targets.map((id) => tokenizer.piece(id))).toEqual([' the', ' theme']);
  });

  it('steps back where a longer word is likely', () => {
    const healed = heal({ ' theme': 3, ' the': 0, ' a': 2 }, { ' a': 0 });
    expect(healed.typed).toBe(' the');
    expect(healed.ids).toEqual(head);
    // Only what goes on with the letters.
    expect(Array.from(healed.next.ids, (id) => tokenizer.piece(id))).toEqual([' theme']);
  });

  it('goes on after the word where it is likely to be whole', () => {
    const healed = heal({ ' theme': -6, ' the': 3 }, { ' a': 0 });
    expect(healed.typed).toBe('');
    expect(healed.ids).toEqual([...head, ...word]);
  });

  it('takes the end where nothing is to be gained anywhere', () => {
    const healed = heal({ ' a': 0, ' theme': -Infinity }, { '<|end|>': 0 });
    expect(healed.ids).toHaveLength(2);
  });

  it('has only the place before a space that is typed', () => {
    const space = healingPoints(head, tokenizer.encode(' '), tokenizer, index);
    expect(space.map(({ length, rest }) => [length, rest])).toEqual([[1, ' ']]);
  });
});
