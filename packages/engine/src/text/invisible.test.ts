import { describe, expect, it } from 'vitest';
import { visibleLength } from './invisible';

/** What is left of a text. */
const seen = (text: string, before?: string): string => text.slice(0, visibleLength(text, before));

describe('what can be seen stays', () => {
  it.each([
    ['English', ' see you “tomorrow” – 3½ €, don’t'],
    ['letters with marks', ' café naïve e\u0301 Ж 漢字 ไทย'],
    ['Persian with ZWNJ', 'می\u200Cخواهم'],
    ['Hindi with ZWJ and ZWNJ', 'क्\u200Dष क्\u200Cष'],
    ['Sinhala with ZWJ', 'ශ්\u200Dරී'],
    ['Khmer with breaks', 'ភាសា\u200Bខ្មែរ'],
    ['Hebrew with a mark of direction', 'שלום!\u200F'],
    ['Arabic signs', '\u0600١٢ \u06DD'],
    ['a family', '👨\u200D👩\u200D👧\u200D👦'],
    ['skin tones', '👩🏽\u200D🚀 🧑🏿\u200D🤝\u200D🧑🏻'],
    ['variation selectors', '❤\uFE0F\u200D🔥 ☺\uFE0E 1\uFE0F\u20E3'],
    ['rainbow and flags', '🏳\uFE0F\u200D🌈 🇩🇪'],
    ['Scotland', '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'],
    ['an ideograph with its variant', '葛\u{E0100}'],
  ])('%s', (_, text) => {
    expect(seen(text)).toBe(text);
  });
});

describe('a text ends before', () => {
  it.each([
    ...[0x00, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0xad],
    ...[0x061c, 0x115f, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029],
    ...[0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2061, 0x2066, 0x2067, 0x2068, 0x2069, 0x206a],
    ...[0x2800, 0x3164, 0xd800, 0xdfff, 0xe000, 0xfe0f, 0xfeff, 0xfff9, 0xfffd, 0xffff, 0xffa0, 0x034f],
    ...[0x1d173, 0xe0001, 0xe0020, 0xe0041, 0xe007f, 0xe0100, 0xf0000],
  ])('U+%#x', (code) => {
    const character = String.fromCodePoint(code);
    expect(seen(` see${character}you`)).toBe(' see');
    expect(seen(`${character} you`)).toBe('');
  });

  it.each([
    ['a joiner at the end', 'می\u200C', 'می'],
    ['a joiner that joins nothing', '👨\u200Dx', '👨'],
    ['two joiners', 'می\u200C\u200Cخ', 'می'],
    ['two selectors', '❤\uFE0F\uFE0F', '❤\uFE0F'],
    ['two marks of direction', 'שלום\u200F\u200F', 'שלום\u200F'],
    ['words in tags after a flag', '🏴\u{E0068}\u{E0069}\u{E0020}\u{E0074}\u{E007F}', '🏴'],
    [
      'tags after a flag that has ended',
      '🏴\u{E0067}\u{E0062}\u{E0065}\u{E007F}\u{E0041}',
      '🏴\u{E0067}\u{E0062}\u{E0065}\u{E007F}',
    ],
    ['a break between other letters', 'a\u200Bb', 'a'],
  ])('%s', (_, text, left) => {
    expect(seen(text)).toBe(left);
  });
});

it('what is before the text counts, and is not judged', () => {
  expect(seen('\u200Cخواهم', 'می')).toBe('\u200Cخواهم');
  expect(seen('\u200D👩', '\u0000 👨')).toBe('\u200D👩');
  expect(seen('\u200Cb', 'a')).toBe('');
});
