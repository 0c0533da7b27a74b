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
  const root = ground.getRootNode() as Document | ShadowRoot;
  const { left, top, width, height } = lineOf(element);
  if (width === 0 || height === 0) return false;
  const seen = SAMPLES.filter((share) => {
    const found = root.elementFromPoint(left + share * width, top + height / 2);
    return found !== null && isWithin(found, ground);
  });
  return 2 * seen.length > SAMPLES.length;
}

/** The box of its first line of text; its own where it has none. */
function lineOf(element: Element): DOMRect {
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  const written = [...range.getClientRects()].find(({ width, height }) => width > 0 && height > 0);
  return written ?? element.getBoundingClientRect();
}

/** Whether a node is drawn inside of another, also across slots and shadow roots. */
function isWithin(node: Node, outer: Element): boolean {
  for (let at: Node | null = node; at; at = parentOf(at)) if (at === outer) return true;
  return false;
}

function parentOf(node: Node): Node | null {
  return (
    (node as Partial<Element>).assignedSlot ?? node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null
  );
}
