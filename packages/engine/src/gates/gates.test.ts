import { expect, it } from 'vitest';
import { GATES } from '../protocol/gates';
import { DraftGates } from './gates';

const gates = new DraftGates(() => Infinity);
const at = (text: string) => ({ text, languages: ['en'] });
const drafts = (...texts: string[]) => texts.map((text, rank) => ({ text, rank }));

it('says which gate wants silence, and heeds what is switched off', () => {
  expect(gates.silences(at('Women should'))).toBe('sensitive');
  expect(gates.silences(at('Women should'), { sensitive: false })).toBeNull();
  expect(gates.silences(at('We will'))).toBeNull();
});

it('cuts drafts, drops what nothing is left of or is there twice, and says why', () => {
  const { drafts: kept, suppressed } = gates.keep(
    drafts(' meet at 10', ' meet', ' fuck off', ' go home', ' 12'),
    at('We'),
  );
  expect(kept).toEqual([
    { text: ' meet at', rank: 0 },
    { text: ' meet', rank: 1 },
    { text: ' go home', rank: 3 },
  ]);
  expect(suppressed).toEqual(['hurtful', 'numbers']);
});

it('leaves drafts as they are where nothing is held back', () => {
  const all = drafts(' meet you there', ' go home now');
  const kept = gates.keep(all, at('We'));
  expect(kept.drafts[0]).toBe(all[0]);
  expect(kept.suppressed).toEqual([]);
});

it('lets everything through with all gates off', () => {
  const off = Object.fromEntries(GATES.map((name) => [name, false]));
  expect(gates.keep(drafts(' at 10...'), at('We'), off).drafts).toEqual(drafts(' at 10...'));
});

it.each(['a', '1', 'a ', '.', '/', 'a@', 'kill ', 'women ', 'a\n', 'the '])(
  'is done with a long text of %j at once',
  (part) => {
    const text = part.repeat(200_000 / part.length);
    gates.silences(at(text));
    expect(
      gates.keep(drafts(' go home', part.repeat(200 / part.length)), at(text)).drafts.length,
    ).toBeLessThan(3);
  },
);
