import { setAs } from './look';

/** Pixels, by the two letters and all that decides how they are drawn. */
const known = new Map<string, number>();

/** More pairs than a page has: its fonts, times the letters that words end with. */
const MOST = 1000;

/** What the rounding of three widths, to 64ths in WebKit, makes of no kerning. */
const ROUNDED = 0.03;

/**
 * How much nearer two letters stand where one text goes on in the other than where each begins anew, in pixels of the
 * style: negative where the font draws them together, as an L and the space after it.
 * @param style the field's, and all of it that decides how letters are drawn
 * @param stage where it can be laid out unseen
 */
export function kerningBetween(
  before: string,
  after: string,
  { style, look }: { readonly style: CSSStyleDeclaration; readonly look: string },
  stage: Element,
): number {
  const [last] = /\S$/u.exec(before) ?? [];
  const [first] = /^./su.exec(after) ?? [];
  if (last === undefined || first === undefined) return 0;
  const pair = `${last}${first};${look}`;
  if (!known.has(pair)) {
    if (known.size >= MOST) known.clear();
    known.set(pair, measure([last + first, last, first], style, stage));
  }
  return known.get(pair)!;
}

/** In the document, since a canvas of Chromium leaves out what fonts do about spaces. */
function measure(texts: readonly string[], style: CSSStyleDeclaration, stage: Element): number {
  const line = document.createElement('div');
  setAs(line, style);
  Object.assign(line.style, { position: 'absolute', whiteSpace: 'pre', textIndent: '0', wordSpacing: '0' });
  // It is another letter's at the beginning of a word.
  if (line.style.textTransform === 'capitalize') line.style.textTransform = 'none';
  const boxes = texts.map((text) => {
    const box = line.appendChild(document.createElement('span'));
    box.style.display = 'inline-block';
    box.textContent = text;
    return box;
  });
  stage.append(line);
  const [together, one, other] = boxes.map((box) => box.getBoundingClientRect().width);
  line.remove();
  const kerning = together! - one! - other!;
  return Math.abs(kerning) < ROUNDED ? 0 : kerning;
}
