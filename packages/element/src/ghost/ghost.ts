import type { CaretPlace } from '../fields/field-adapter';

export { ghost as styles } from './ghost.styles';

/** Set as the text of the field is, so that the draft looks like its continuation. */
const FONT = [
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

/** What is known of a place, which never changes, once a line was drawn there. */
interface Drawn {
  readonly place: CaretPlace;
  /** How far the letters are from where the line's box would put them, in pixels. */
  readonly shift: number;
  /** How many lines are seen whole, at least 1. */
  readonly fits: number;
}

const drawn = new WeakMap<HTMLElement, Drawn>();

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
  const known = before?.place === ghost.place ? before : undefined;
  if (!known) {
    for (const name of FONT) line.style.setProperty(name, style.getPropertyValue(name));
    line.style.color = style.color;
  }
  line.style.whiteSpace = ghost.wraps ? 'pre-wrap' : 'pre';
  line.textContent = ghost.text;
  clamp(line, known?.fits);

  const indent = style.direction === 'rtl' ? lines.right - caret.left : caret.left - lines.left;
  Object.assign(layer.style, {
    left: `${view.left - origin.x}px`,
    top: `${view.top - origin.y}px`,
    width: `${view.width}px`,
    height: `${view.height}px`,
  });
  Object.assign(line.style, {
    left: `${lines.left - view.left}px`,
    top: `${caret.top - view.top + (known?.shift ?? 0)}px`,
    width: `${lines.width}px`,
    textIndent: `${indent}px`,
  });
  const first = known ? undefined : firstLetters(line);
  if (!first) return;
  // Half the leading lies between the top of a line and that of its letters; the browser knows how much. A caret may
  // be as tall as either.
  const shift = caret.top + (caret.height - first.height) / 2 - first.top;
  const pitch = Number.parseFloat(style.lineHeight) || first.height;
  const fits = 1 + Math.max(0, Math.floor((view.bottom - shift - first.bottom) / pitch));
  line.style.top = `${caret.top - view.top + shift}px`;
  clamp(line, fits);
  drawn.set(line, { place: ghost.place, shift, fits });
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

/** The box of the letters of the first line. */
function firstLetters(line: HTMLElement): DOMRect | undefined {
  const range = line.ownerDocument.createRange();
  range.selectNodeContents(line);
  return range.getClientRects()[0];
}
