import { isWithin } from './flat-tree';

/** Where a line of text is looked for, as shares of its length. */
const SAMPLES = [0.1, 0.3, 0.5, 0.7, 0.9];

/**
 * Whether a person can see `element` now: the better part of its first line of text is inside the window and inside
 * every ancestor that clips, and nothing else lies over it. Geometry is computed when it is asked for, so ask for it
 * at keys, not at frames.
 * @param ground what a pointer finds there, where `element` itself lets pointers through: the field below ghost text
 */
export function isInView(element: Element, ground = element): boolean {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  return shareInView(firstLineOf(element), ground) > 0.5;
}

/** Where ghost text is written: in a block of its own, or in its line itself. */
export const writtenIn = (line: Element): Element => line.firstElementChild ?? line;

/** The box of its first line of text; its own where it has none. */
export function firstLineOf(element: Element): DOMRect {
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  const written = [...range.getClientRects()].find(({ width, height }) => width > 0 && height > 0);
  return written ?? element.getBoundingClientRect();
}

/** How much of the middle of a box, in coordinates of the viewport, a pointer finds `ground` in: 0 … 1. */
export function shareInView({ left, top, width, height }: DOMRectReadOnly, ground: Element): number {
  if (width <= 0 || height <= 0) return 0;
  const root = ground.getRootNode() as Document | ShadowRoot;
  const seen = SAMPLES.filter((share) => {
    const found = root.elementFromPoint(left + share * width, top + height / 2);
    return found !== null && isWithin(found, ground);
  });
  return seen.length / SAMPLES.length;
}
