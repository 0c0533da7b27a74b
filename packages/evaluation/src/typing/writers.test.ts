import type { Tokenizer } from '@superposed/engine/tokenizer';
import { PersonalNgrams } from '@superposed/ngram';
import { expect, it } from 'vitest';
import type { Typing } from './typing';
import { riseOf, sessionsOf, typeSession } from './writers';

/** A token a word, with the space before it. */
function wordTokenizer(): Tokenizer {
  const pieces: string[] = [];
  const idOf = (piece: string): number => {
    const known = pieces.indexOf(piece);
    return known < 0 ? pieces.push(piece) - 1 : known;
  };
  for (const word of ['ask', ' Zoe', ' again', '.', ' now', 'Ask']) idOf(word.replace(' ', 'Ġ'));
  const textOf = (id: number): string => pieces[id]!.replace('Ġ', ' ');
  return {
    encode: (text) => (text.match(/ ?[^\s.]+|\.|\s/gu) ?? []).map((word) => idOf(word.replace(' ', 'Ġ'))),
    decode: (ids) => Array.from(ids, textOf).join(''),
    piece: textOf,
    bytes: (id) => new TextEncoder().encode(textOf(id)),
    spell: (text) => text.replace(' ', 'Ġ'),
    isPlain: () => true,
    wordwise: true,
    rank: (id) => id,
    pieces,
    eosIds: [],
    bosIds: [],
  };
}

it('lets a writer go on with the texts of one source in their order', () => {
  const records = [
    { source: 'a', text: 'one' },
    { source: 'b', text: 'other' },
    { source: 'a', text: 'two' },
    { source: 'a', text: 'three' },
  ];
  expect(sessionsOf(records, 8)).toEqual([['one', 'two', 'th'], ['other']]);
  expect(sessionsOf(records, 6)).toEqual([['one', 'two'], ['other']]);
});

it("saves keys with the writer's own words from the second time on", async () => {
  const tokenizer = wordTokenizer();
  const nothing = new PersonalNgrams(null);
  const session = ['ask Zoe again.', 'ask Zoe again.', 'ask Zoe again.'];
  const alone = await typeSession(session, nothing, tokenizer, null);
  expect(alone.map(({ saved }) => saved)).toEqual([0, 0, 0]);
  const [first, , third] = await typeSession(session, nothing, tokenizer, { options: { share: 0.5 } });
  expect(first!.saved).toBe(0);
  expect(third!.saved).toBeGreaterThan(0.5);
});

it('learns a sentence when it has ended, while the text goes on', async () => {
  const text = 'ask Zoe again. ask Zoe again.';
  const [typing] = await typeSession([text], new PersonalNgrams(null), wordTokenizer(), { options: {} });
  expect(typing!.saved).toBeGreaterThan(0.2);
});

it('says how much more is saved', () => {
  const typing = (keystrokes: number): Typing => {
    return {
      characters: 10,
      keystrokes,
      saved: 0,
      turns: 1,
      shown: 1,
      offered: 1,
      offeredRight: 1,
      firstWordRight: 1,
      precision: 1,
      asked: 1,
    };
  };
  const rise = riseOf([[typing(8)], [typing(8), typing(9)]], [[typing(7)], [typing(8), typing(9.5)]], 1);
  expect(rise).toMatchObject({ sessions: 2, characters: 30, worse: 1, precision: { table: 1, personal: 1 } });
  expect(rise.saved.table).toBeCloseTo(5 / 30, 9);
  expect(rise.rise).toBeCloseTo(5.5 / 5 - 1, 9);
  const [low, high] = rise.rise_interval;
  expect(low).toBeLessThanOrEqual(rise.rise);
  expect(high).toBeGreaterThanOrEqual(rise.rise);
});
