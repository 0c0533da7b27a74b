import { expect, it } from 'vitest';
import { printable, printableLines } from './printable';

it.each([
  ['\u001B[31mred', '\\x1B[31mred'],
  ['\u009B2J', '\\x9B2J'],
  ['a\u0000b\rc\td', 'a\\x00b\\x0Dc\\x09d'],
  ['\u202Etxt.exe', '\\u{202E}txt.exe'],
  ['a\u2028b', 'a\\u{2028}b'],
  ['\u{E0041}', '\\u{E0041}'],
  ['two\nlines', 'two↵lines'],
  ['می\u200Cخواهم 👨\u200D👩', 'می\u200Cخواهم 👨\u200D👩'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

it('messages keep their lines', () => {
  expect(printableLines('no file\n\u001B]0;title\u0007')).toBe('no file\n\\x1B]0;title\\x07');
});
