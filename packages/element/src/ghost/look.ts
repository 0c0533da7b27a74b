/** Set as the text of the field is, so that the draft looks like its continuation. */
const FONT = [
  'color',
  'font-family',
  'font-feature-settings',
  'font-kerning',
  'font-size',
  'font-stretch',
  'font-style',
  'font-variant',
  'font-variation-settings',
  'font-weight',
  'letter-spacing',
  'line-height',
  'overflow-wrap',
  'tab-size',
  'text-transform',
  'unicode-bidi',
  'word-break',
  'word-spacing',
] as const;

/** Everything that decides how letters are drawn. */
export function lookOf(style: CSSStyleDeclaration): string {
  return FONT.map((name) => style.getPropertyValue(name)).join(';');
}

/** Has an element's text drawn as `style` draws it. */
export function setAs(element: HTMLElement, style: CSSStyleDeclaration): void {
  for (const name of FONT) element.style.setProperty(name, style.getPropertyValue(name));
}
