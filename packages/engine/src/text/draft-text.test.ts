import { describe, expect, it } from 'vitest';
import { endsSentence, tidy } from './draft-text';

it('texts of any length are read in time that grows with their length alone', () => {
  const length = 300_000;
  for (const text of ['a', 'ab.', 'ab.”', ' (', 'ab. ', '\u00A0', ' a', '- '].map((piece) =>
    piece.repeat(length),
  )) {
    expect(endsSentence(text + 'x y')).toBe(false);
    expect(tidy(text + '\n', true).length).toBeLessThanOrEqual(text.length);
    expect(tidy(text, false).length).toBeLessThanOrEqual(text.length);
  }
});

describe('tidy', () => {
  it.each([
    [' be happy to hel', ' be happy to'],
    [' be happy to ', ' be happy to'],
    [" don't", " don't"],
    [" know, don't", ' know,'],
    [' be happy, ', ' be happy,'],
    ['ver', 'ver'],
    [' ver', ' ver'],
    ['l be', 'l'],
    [' see you.', ' see you.'],
  ])('cuts a last word that may go on: %j → %j', (text, tidied) => {
    expect(tidy(text, false)).toBe(tidied);
  });

  it('keeps the last word of a draft that has ended by itself', () => {
    expect(tidy(' be happy to hel', true)).toBe(' be happy to hel');
  });

  it.each([
    [' see you.\nBest', ' see you.'],
    [' see you\r\nBest', ' see you'],
    [' to be there. I am', ' to be there.'],
    [' “to be there.” I am', ' “to be there.”'],
    [' really? Yes', ' really?'],
  ])('ends with the line and the sentence: %j → %j', (text, tidied) => {
    expect(tidy(text, false)).toBe(tidied);
  });

  it.each([' ask Dr. Smith about', ' pay 3.5 per cent of', ' see e.g. the list of'])(
    'does not take %j for the end of a sentence',
    (text) => {
      expect(tidy(text, true)).toBe(text);
    },
  );

  it.each([
    [' the house (', ' the house'],
    [' he said “', ' he said'],
    [' a cat – ', ' a cat'],
    [' well-known', ' well-known'],
    [' (see', ' (see'],
  ])('leaves nothing open at the end: %j → %j', (text, tidied) => {
    expect(tidy(text, true)).toBe(tidied);
  });

  it('ends before what nobody can see, and keeps what joins letters', () => {
    for (const hidden of ['\u202E', '\u2028', '\u001B[2J', '\u0000', '\u200D', '\u{E0041}', '\t', '\u0085']) {
      expect(tidy(` see you${hidden}there now`, true)).toBe(' see you');
    }
    expect(tidy('\u200Cخواهم', true, 'می')).toBe('\u200Cخواهم');
    expect(tidy(' 👨\u200D👩\u200D👧', true)).toBe(' 👨\u200D👩\u200D👧');
  });

  it('ends before half a character', () => {
    expect(tidy(' happy \uFFFD', false)).toBe(' happy');
  });

  it('may leave nothing', () => {
    expect(tidy('\n\nBest', false)).toBe('');
  });
});

it.each([
  [' see you.', true],
  [' see you." ', true],
  [' see you\n', true],
  [' see you', false],
  [' ask Dr.', false],
  [' 3.', false],
  ['\n', false],
])('tells that %j is over: %s', (text, over) => {
  expect(endsSentence(text)).toBe(over);
});
