import {
  beforeWord,
  nearCaret,
  withoutLastWord,
  type DraftGate,
  type GateContext,
  type TextGate,
} from './gate';

/** What a caret inside it means that only the writer knows how it goes on: words, behind what stands before them. */
const OPEN_CODE = [
  // Web and mail addresses.
  /(?:[a-z][a-z\d+.-]*:\/\/|www\.)\S*$/iu,
  /[\w.+-]+@[\w.-]*$/u,
  // Paths: /usr/lo, ~/x, C:\Us, ../a.
  /(?:^|[\s"'(=])(?:~|\.{1,2})?\/[\w.-]+(?:\/[\w.-]*)*$/u,
  /(?:^|\s)(?:[a-z]:)?\\[\w\\.-]*$/iu,
  // Numbers, dates, telephone numbers, amounts, versions: 555-, 12., +49 (0). A comma, colon or bracket may end a clause.
  /(?:^|[^\p{L}])[+#$€£§]?\(?\d(?:[\d.,:/()-]*[\d.(/-])?$/u,
  // Codes of letters and digits, and names that begin with a sign: A4-, x_, #tag, @name.
  /(?:^|\s)(?=\S*\d)(?=\S*\p{L})[\p{L}\d_-]+$/u,
  /(?:^|\s)[@#]\S*$/u,
];

/** The same, of several words: +49 (0) 30. */
const OPEN_NUMBER = /(?:\+|\btel\.?:?\s|\bphone:?\s|\bfax:?\s)[\d\s()/-]*$/iu;

/** An ordinary word: a caret after it is inside nothing of that. */
const PLAIN = /^[\p{L}'’]+$/u;

const DIGITS = /\d(?:[\d.,:/-]*\d)?/gu;
const ADDRESS =
  /\S*(?:@|:\/\/)\S*|\bwww\.\S+|\b[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.(?:com|org|net|edu|gov|info|io|dev|app|co|uk|de|fr|eu|us|ca|au|ru|in|biz|me|tv|html?|php)\b(?:\/\S*)?/giu;

const lastWord = (text: string): string => text.slice(withoutLastWord(text).length);

const known = ({ text, context = '' }: GateContext): string => `${context}\n${text}`;

/** Silence inside addresses, numbers, codes and paths; their beginning elsewhere in the text lets drafts through. */
export const insideCode: TextGate = (context) => {
  const near = nearCaret(context.text);
  const word = lastWord(near);
  if (PLAIN.test(word)) return false;
  const open = [...OPEN_CODE.map((pattern) => pattern.exec(word)), OPEN_NUMBER.exec(near)]
    .map((found) => found?.[0].trim() ?? '')
    .find((found) => found !== '');
  if (open === undefined) return false;
  const elsewhere = known(context).slice(0, -open.length);
  return open.length < 3 || !elsewhere.includes(open);
};

/** Cuts before a number that stands nowhere in the text: it would be made up. */
export const numbers: DraftGate = (draft, context) => {
  if (!/\d/.test(draft)) return draft.length;
  const there = known(context);
  const typed = /[\d][\d.,:/-]*$/u.exec(nearCaret(context.text))?.[0] ?? '';
  const all = new Set(there.match(DIGITS) ?? []);
  for (const { index, 0: found } of draft.matchAll(DIGITS)) {
    const whole = index === 0 ? typed + found : found;
    if (!all.has(whole)) return beforeWord(draft, index + 1);
  }
  return draft.length;
};

/** Cuts before an address or domain that stands nowhere in the text. */
export const addresses: DraftGate = (draft, context) => {
  const typed = lastWord(nearCaret(context.text));
  if (!/[@.:]/.test(typed + draft)) return draft.length;
  const there = known(context);
  for (const { index, 0: found } of (typed + draft).matchAll(ADDRESS)) {
    const at = index - typed.length;
    if (at + found.length <= 0) continue;
    if (!there.slice(0, -typed.length || undefined).includes(found))
      return at < 0 ? 0 : beforeWord(draft, at + 1);
  }
  return draft.length;
};
