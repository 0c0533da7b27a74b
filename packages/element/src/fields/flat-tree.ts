/** The parent of a node as it is drawn: the slot that it fills, or the host of the shadow root that it stands in. */
export function parentOf(node: Node): Node | null {
  return (
    (node as Partial<Element>).assignedSlot ?? node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null
  );
}

/** Whether a node is drawn inside of another, or is it. */
export function isWithin(node: Node, outer: Element): boolean {
  for (let at: Node | null = node; at; at = parentOf(at)) if (at === outer) return true;
  return false;
}

/** The innermost element that both are drawn in. */
export function commonAncestor(a: Element, b: Element): Element | null {
  for (let at: Node | null = a; at; at = parentOf(at))
    if (at instanceof Element && isWithin(b, at)) return at;
  return null;
}

/** Whether an element is in a dialog or popover on top of the page that the other is not in. */
export function isApart(element: Element, other: Element): boolean {
  // Whatever the other is in as well is no matter, and most often that is all above the field.
  for (let at: Node | null = element; at && at !== other; at = parentOf(at)) {
    if (at instanceof Element && at.matches(TOP_LAYER) && !isWithin(other, at)) return true;
  }
  return false;
}

const TOP_LAYER = ':modal, :popover-open, :fullscreen';
