import type { CaretPlace } from '../fields/field-adapter';

export { ghost as styles } from './ghost.styles';

/** Set as the text of the field is, so that the draft looks like its continuation. */
const FONT = [
  'color',
  'direction',
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

export interface GhostText {
  readonly text: string;
  /** Whether it may go on in the lines below; not where something is written there. */
  readonly wraps: boolean;
  readonly place: CaretPlace;
}

/** What is known of a line once it was drawn. */
interface Drawn {
  /** Places never change. */
  readonly place: CaretPlace;
  /** How the field's text is set, value by value. */
  readonly look: string;
  readonly letters: Letters;
  /** Whether these are of a text whose letters stand as any other's. */
  readonly plain: boolean;
}

/** Where a line's letters stand, in pixels. */
interface Letters {
  /** How far below the top of the line's box they begin: half the leading, which the browser knows. */
  readonly lead: number;
  readonly height: number;
}

const drawn = new WeakMap<HTMLElement, Drawn>();

/** Of fonts that the field names, most likely: letters of others may make a line taller. */
const LATIN = /^[\0-\u024f\u2000-\u206f]*$/;

/** Whether a draft can be drawn after the caret: it can't where more text would move what is written. */
function canGhost({ styled }: CaretPlace): boolean {
  const { textAlign, direction, writingMode } = getComputedStyle(styled);
  const start = direction === 'rtl' ? 'right' : 'left';
  return writingMode === 'horizontal-tb' && [start, 'start', 'justify'].includes(textAlign);
}

/**
 * Draws a draft after the caret, in a layer above the field that no event reaches. Its first line is indented to the
 * caret, the others wrap where those of the field do.
 */
export function drawGhost(layer: HTMLElement, ghost: GhostText | null | undefined): void {
  const line = layer.firstElementChild as HTMLElement;
  layer.hidden = !ghost || !canGhost(ghost.place);
  if (!ghost || layer.hidden) return;
  const { caret, lines, view, styled } = ghost.place;
  const style = getComputedStyle(styled);
  // Before anything is written, which would have it all laid out once more.
  const origin = originOf(layer);
  const before = drawn.get(line);
  const samePlace = before?.place === ghost.place;
  const look = samePlace ? before.look : lookOf(style);
  if (look !== before?.look) {
    for (const name of FONT) line.style.setProperty(name, style.getPropertyValue(name));
  }
  line.style.whiteSpace = ghost.wraps ? 'pre-wrap' : 'pre';
  line.textContent = ghost.text;

  const indent = style.direction === 'rtl' ? lines.right - caret.left : caret.left - lines.left;
  Object.assign(layer.style, {
    left: `${view.left - origin.x}px`,
    top: `${view.top - origin.y}px`,
    width: `${view.width}px`,
    height: `${view.height}px`,
  });
  Object.assign(line.style, {
    left: `${lines.left - view.left}px`,
    width: `${lines.width}px`,
    textIndent: `${indent}px`,
  });
  const plain = LATIN.test(ghost.text);
  const known = samePlace || (look === before?.look && plain && before.plain) ? before : undefined;
  const letters = known?.letters ?? measureLetters(line, caret.top - view.top, caret.top);
  if (!letters) return;
  drawn.set(line, { place: ghost.place, look, letters, plain: known?.plain ?? plain });
  // A caret may be as tall as the line or as its letters.
  const above = (caret.height - letters.height) / 2;
  line.style.top = `${caret.top - view.top + above - letters.lead}px`;
  const pitch = Number.parseFloat(style.lineHeight) || letters.height;
  const bottom = caret.top + above + letters.height;
  clamp(line, 1 + Math.max(0, Math.floor((view.bottom - bottom) / pitch)));
}

/** Everything that decides how letters are drawn. */
function lookOf(style: CSSStyleDeclaration): string {
  return FONT.map((name) => style.getPropertyValue(name)).join(';');
}

/** Ends with so many lines, marked where the draft goes on: no half letters. */
function clamp(line: HTMLElement, lines?: number): void {
  line.style.display = lines ? '-webkit-box' : '';
  line.style.webkitLineClamp = lines ? String(lines) : '';
}

/** Where the layer is at left: 0, top: 0. */
function originOf(layer: HTMLElement): { x: number; y: number } {
  const parent = layer.offsetParent;
  if (!parent) return { x: 0, y: 0 };
  const { left, top } = parent.getBoundingClientRect();
  return { x: left + parent.clientLeft, y: top + parent.clientTop };
}

/**
 * Lays the line out at a height, which takes the browser long.
 * @param top of the line in its layer
 * @param y where that is in the viewport
 */
function measureLetters(line: HTMLElement, top: number, y: number): Letters | undefined {
  clamp(line);
  line.style.top = `${top}px`;
  const range = line.ownerDocument.createRange();
  range.selectNodeContents(line);
  const [first] = range.getClientRects();
  return first && { lead: first.top - y, height: first.height };
}
