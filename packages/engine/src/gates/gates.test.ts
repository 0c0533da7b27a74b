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

it('judges drafts anew after each letter, as if for the first time', () => {
  const text = 'Ann said that we all go to the ';
  const rest = 'market with her at 10 and kill them';
  for (let i = 0; i < rest.length; i++) {
    const context = at(text + rest.slice(0, i));
    const each = drafts(rest.slice(i), rest.slice(i, -10), rest.slice(i, -20));
    const fresh = new DraftGates(() => Infinity).keep(each, context);
    expect(gates.keep(each, context)).toEqual(fresh);
  }
});

it('tells what a text is about at each letter, as if for the first time', () => {
  const text = 'We met. All women are here (so are men). I want to kill time... You are such an idiot! Bye';
  for (let i = 0; i <= text.length; i++) {
    const context = at(text.slice(0, i));
    const silent = gates.silences(context);
    // What was known of the finished words goes.
    gates.silences(at('Another text '));
    expect(silent).toBe(gates.silences(context));
  }
});
