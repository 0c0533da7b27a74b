/** Less than any on-screen keyboard, more than an address bar that comes and goes. */
const LEAST_KEYBOARD = 120;

/** What of the page is seen, as the browser tells it while an on-screen keyboard is up. */
export type Viewport = Pick<VisualViewport, 'height' | 'offsetTop' | 'scale'>;

/**
 * How far from the bottom of the page's window the upper edge of an on-screen keyboard is, in CSS pixels; 0 without
 * one, and in pages that ask the keyboard to shrink them (`interactive-widget=resizes-content`).
 */
export function keyboardInset(viewport: Viewport | null, windowHeight: number): number {
  if (!viewport) return 0;
  const { height, offsetTop, scale } = viewport;
  if (windowHeight - height * scale < LEAST_KEYBOARD) return 0;
  return Math.max(0, windowHeight - offsetTop - height);
}

let touched: MediaQueryList | undefined;

/** The same for this page, on a device that is touched. */
export function currentKeyboardInset(): number {
  touched ??= matchMedia('(pointer: coarse)');
  return touched.matches ? keyboardInset(visualViewport, innerHeight) : 0;
}
