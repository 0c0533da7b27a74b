import { parentOf } from './flat-tree';

/** What stands between a field and a layer that is to lie over it. */
export interface Surroundings {
  /** What is left of a box once all have clipped it. */
  readonly clip: DOMRect;
  /** Where the field is in the order of painting, as the layer's `z-index`. */
  readonly zIndex: string;
}

/**
 * Null where the field is zoomed in what it does not share with the layer, in a browser that does not tell by how much.
 * @param box in coordinates of the viewport
 * @param layer clipped and painted as what it shares with the field is
 */
export function surroundingsOf(field: Element, box: DOMRect, layer: Element): Surroundings | null {
  const host = (layer.getRootNode() as ShadowRoot).host;
  let clip = box;
  let zIndex = 'auto';
  let at: Node | null = field;
  for (; at && at !== host && !at.contains(host); at = parentOf(at)) {
    if (!(at instanceof Element)) continue;
    const style = getComputedStyle(at);
    if (!('currentCSSZoom' in at) && Number(style.zoom || 1) !== 1) return null;
    if (style.zIndex !== 'auto') zIndex = style.zIndex;
    if (at !== field && clips(style)) clip = intersection(clip, at.getBoundingClientRect());
  }
  // A layer that stands before the field in the document has to be lifted over it.
  return { clip, zIndex: at === host ? zIndex : zIndex === 'auto' ? '1' : zIndex };
}

function clips({ overflowX, overflowY, contain, clipPath }: CSSStyleDeclaration): boolean {
  return (
    overflowX !== 'visible' ||
    overflowY !== 'visible' ||
    clipPath !== 'none' ||
    /paint|strict|content/.test(contain)
  );
}

/** What two boxes have in common; without width or height where that is nothing. */
export function intersection(a: DOMRect, b: DOMRect): DOMRect {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  const width = Math.max(0, Math.min(a.right, b.right) - left);
  return new DOMRect(left, top, width, Math.max(0, Math.min(a.bottom, b.bottom) - top));
}
