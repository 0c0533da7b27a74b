/**
 * A text as a terminal may show it: what would move the cursor, colour, reorder or hide is written out, such as \\x1B.
 * Line breaks are '↵'.
 */
export function printable(text: string): string {
  return text
    .replaceAll('\n', '↵')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\u{E0000}-\u{E007F}\uFEFF]/gu, escaped);
}

/** Messages are of lines, which may stay. */
export const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');

function escaped(character: string): string {
  const hex = character.codePointAt(0)!.toString(16).toUpperCase();
  return hex.length <= 2 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
}
