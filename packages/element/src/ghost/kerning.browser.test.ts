import { expect, test } from 'vitest';
import { kerningBetween } from './kerning';

/** A font whose letters are set alike, and one that draws some together. */
const field = (style: string) => {
  const element = document.body.appendChild(document.createElement('div'));
  element.style.cssText = `position: absolute; white-space: pre; font: 40px sans-serif; ${style}`;
  return element;
};

const between = (before: string, after: string, element: HTMLElement) =>
  kerningBetween(
    before,
    after,
    { style: getComputedStyle(element), look: element.style.cssText },
    document.body,
  );

/** How wide a text is where nothing stands beside it. */
function widthOf(text: string, element: HTMLElement): number {
  element.textContent = text;
  return element.getBoundingClientRect().width;
}

test.each(['', 'letter-spacing: 2px', 'text-transform: uppercase', 'text-indent: 30px; word-spacing: 9px'])(
  'two texts stand as one does: %s',
  (style) => {
    for (const [before, after] of [
      ['MR W', 'atson'],
      ['AV', 'AV'],
      ['word', 's'],
    ] as const) {
      const element = field(style);
      const kerning = between(before, after, element);
      element.style.textIndent = '0';
      const together = widthOf(before + after, element);
      const apart = widthOf(before, element) + widthOf(after, element);
      expect(Math.abs(apart + kerning - together)).toBeLessThan(0.1);
    }
  },
);

test('nothing is drawn together after a space, a line or nothing, nor where the font does not', () => {
  const element = field('font-kerning: none');
  for (const before of ['', 'word ', 'line\n', 'A']) expect(between(before, 'V', element)).toBe(0);
  expect(between('A', '', element)).toBe(0);
});

test('it leaves nothing in the document, and reads a pair of letters once', () => {
  const element = field('');
  const before = document.body.childElementCount;
  const first = between('Mr W', 'atson', element);
  expect(document.body.childElementCount).toBe(before);
  element.style.fontSize = '80px';
  const style = { style: getComputedStyle(element), look: field('').style.cssText };
  expect(kerningBetween('W', 'as', style, document.body)).toBe(first);
});
