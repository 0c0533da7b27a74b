/*
 * Which characters of a draft a person can see. A model's vocabulary holds all bytes: what it writes can reorder a line
 * (U+202E), end it (U+2028), talk to a terminal (ESC) or carry words that nobody sees (tag characters).
 */

/** Characters that show nothing, or not what they are; of some it depends on their neighbours. */
const SUSPECT =
  // Numbers and signs of Arabic script are of the format characters, but can be seen.
  /(?![\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\uFFFD\u2800]/gu;

/** Flags of England, Scotland, Texas: a black flag, its code in tag characters, and their end. */
const FLAGS = /\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}/gu;

/** Letters that take another form beside a neighbour, which joiners ask for or prevent. */
const JOINING =
  /[\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\p{sc=Nkoo}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]$/u;
const LETTER_NEXT = /^[\p{L}\p{M}]/u;
const EMOJI = /(?:\p{Emoji_Modifier}|\p{Extended_Pictographic}\uFE0F?)$/u;
const EMOJI_NEXT = /^\p{Extended_Pictographic}/u;
const RIGHT_TO_LEFT =
  /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}][^\p{L}\u200E\u200F\u061C]{0,3}$/u;
const NO_SPACES = /[\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;

/** UTF-16 units on each side that decide. */
const NEAR = 8;

/** Where a suspect character is in its place, by what is before and after it. */
const IN_PLACE: readonly (readonly [suspect: RegExp, fits: (before: string, after: string) => boolean])[] = [
  [/^\u200D$/, (before, after) => EMOJI.test(before) && EMOJI_NEXT.test(after)],
  [/^[\u200C\u200D]$/, (before, after) => JOINING.test(before) && LETTER_NEXT.test(after)],
  [/^[\u200E\u200F\u061C]$/, (before) => RIGHT_TO_LEFT.test(before)],
  [/^\u200B$/, (before, after) => NO_SPACES.test(before.slice(-1)) && NO_SPACES.test(after.slice(0, 1))],
  [/^[\uFE00-\uFE0F]$/, (before) => /[\p{Emoji}\p{S}\p{sc=Han}\p{sc=Mymr}]$/u.test(before)],
  [/^[\u180B-\u180D\u180F]$/, (before) => /\p{sc=Mong}$/u.test(before)],
  [/^[\u{E0100}-\u{E01EF}]$/u, (before) => /\p{sc=Han}$/u.test(before)],
];

/**
 * How much of a text a person sees as it is: up to the first control, line break, bidi override, private or invisible
 * character that is out of place. Joiners inside emoji and in scripts that join are in theirs.
 * @param before what the text goes on from
 * @returns UTF-16 units
 */
export function visibleLength(text: string, before = ''): number {
  const start = before.slice(-NEAR);
  const whole = (start + text).replace(FLAGS, (flag) => 'x'.repeat(flag.length));
  for (const { 0: suspect, index } of whole.matchAll(SUSPECT)) {
    if (index < start.length) continue;
    const left = whole.slice(Math.max(0, index - NEAR), index);
    const right = whole.slice(index + suspect.length, index + suspect.length + NEAR);
    if (!IN_PLACE.some(([kind, fits]) => kind.test(suspect) && fits(left, right)))
      return index - start.length;
  }
  return text.length;
}
