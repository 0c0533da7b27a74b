/** An element's boxes as they are on the screen, in coordinates of the viewport, and how large its own pixels are there. */
export interface Boxes {
  /** Inside of borders and scrollbars. */
  readonly padding: DOMRect;
  readonly content: DOMRect;
  /** Pixels of the viewport to one of the element's own: zoom and transforms together. */
  readonly scale: number;
  /** The part of it that `zoom` makes. */
  readonly zoom: number;
}

const SIDES = ['Left', 'Top', 'Right', 'Bottom'] as const;

/** Null where it is turned, skewed or stretched: no upright box of the viewport is its own then. */
export function boxesOf(element: HTMLElement, style = getComputedStyle(element)): Boxes | null {
  const rect = element.getBoundingClientRect();
  const border = SIDES.map((side) => pixels(style[`border${side}Width`]));
  const padding = SIDES.map((side) => pixels(style[`padding${side}`]));
  const scale = scaleOf(rect.width, exactWidth(element, style, border[0]! + border[2]!));
  if (Math.abs(scaleOf(rect.height, element.offsetHeight) / scale - 1) > STRETCHED) return null;
  const inner = inset(rect, border, scale);
  const bars = scrollbars(element, border);
  const visible = inset(inner, bars, scale);
  return { padding: visible, content: inset(visible, padding, scale), scale, zoom: zoomOf(element) };
}

/** The factor by which `zoom` enlarges an element; 1 in browsers that do not tell. */
export function zoomOf(element: Element): number {
  return (element as { currentCSSZoom?: number }).currentCSSZoom ?? 1;
}

/** More than rounding makes of a box of usual size. */
const STRETCHED = 0.04;

/** Lengths of the layout are whole pixels, those on the screen are not: what rounding can explain is no scale. */
function scaleOf(shown: number, laid: number): number {
  return laid === 0 || Math.abs(shown - laid) < 1 ? 1 : shown / laid;
}

/** With its fraction, where the style tells it. */
function exactWidth(
  { offsetWidth, clientWidth }: HTMLElement,
  style: CSSStyleDeclaration,
  border: number,
): number {
  const width = pixels(style.width);
  const whole =
    style.boxSizing === 'border-box'
      ? width
      : width + pixels(style.paddingLeft) + pixels(style.paddingRight) + border;
  const barred = whole + Math.round(offsetWidth - clientWidth - border);
  return [whole, barred].find((exact) => Math.abs(exact - offsetWidth) < 1) ?? offsetWidth;
}

/** What they take of each side. An input has none; its client box means another thing in Firefox. */
function scrollbars(element: HTMLElement, border: readonly number[]): number[] {
  if (element.localName === 'input') return [0, 0, 0, 0];
  const [left, top, right, bottom] = border as [number, number, number, number];
  const before = Math.max(0, Math.round(element.clientLeft - left));
  const beside = Math.max(0, Math.round(element.offsetWidth - element.clientWidth - left - right));
  const below = Math.max(0, Math.round(element.offsetHeight - element.clientHeight - top - bottom));
  return [before, 0, beside - before, below];
}

function inset(box: DOMRect, by: readonly number[], scale: number): DOMRect {
  const [left, top, right, bottom] = by.map((length) => length * scale) as [number, number, number, number];
  return new DOMRect(box.left + left, box.top + top, box.width - left - right, box.height - top - bottom);
}

function pixels(length: string): number {
  return Number.parseFloat(length) || 0;
}
