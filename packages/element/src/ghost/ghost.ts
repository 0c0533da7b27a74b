import { boxesOf, zoomOf } from '../fields/boxes';
import type { CaretPlace, FieldText } from '../fields/field-adapter';
import { firstLineOf, shareInView, writtenIn } from '../fields/in-view';
import { intersection, surroundingsOf } from '../fields/surroundings';
import { directionOf, goesOnStraight } from '../fields/direction';
import { kerningBetween } from './kerning';
import { lookOf, setAs } from './look';

export { ghost as styles } from './ghost.styles';

export interface GhostText {
  readonly text: string;
  /** What is written around the caret. */
  readonly field: Pick<FieldText, 'before' | 'after' | 'multiline'>;
  readonly place: CaretPlace;
}

/** What is known of a line once it was drawn. */
interface Drawn {
  /** All that decided where it was drawn, and the text. */
  readonly where: string;
  readonly text: string;
  readonly field: GhostText['field'];
  /** When all that had been measured, as of `performance.now()`. */
  readonly at: number;
  /** How the field's text is set, value by value. */
  readonly look: string;
  readonly letters: Letters;
  /** Whether these are of a text whose letters stand as any other's. */
  readonly plain: boolean;
  /** Letters that surely fit between the caret and the end of its line, so that a word of them stays in that line. */
  readonly room: number;
  /** What has been typed of the draft since, which keeps its space. */
  readonly typed: string;
}

/** Where a line's letters stand, in pixels of the viewport. */
interface Letters {
  /** How far below the top of the line's box they begin: half the leading, which the browser knows. */
  readonly lead: number;
  readonly height: number;
}

const drawn = new WeakMap<HTMLElement, Drawn>();

/** Of fonts that the field names, most likely: letters of others may make a line taller. */
const LATIN = /^[\0-\u024f\u2000-\u206f]*$/;

/** How a draft is to be drawn after the caret; null where it can't be right, as more text would move what is written. */
function sightOf(layer: HTMLElement, { field: { before }, place: { styled, view } }: GhostText) {
  const style = getComputedStyle(styled);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const direction = directionOf(style, line);
  const start = direction === 'rtl' ? 'right' : 'left';
  if (style.writingMode !== 'horizontal-tb' || ![start, 'start', 'justify'].includes(style.textAlign))
    return null;
  if (!goesOnStraight(line, direction)) return null;
  const host = boxesOf((layer.getRootNode() as ShadowRoot).host as HTMLElement);
  const around = surroundingsOf(styled, view, layer);
  return host && around && { style, direction, host, around };
}

/** Milliseconds for which what surrounds a field is taken to stay as it is while the caret does. */
const SIGHT = 100;

/** The same while a draft is typed: what is on show is looked at about every `SIGHT`, and with the frame after this one. */
const SIGHT_TYPING = 2 * SIGHT;

type Sight = ReturnType<typeof sightOf>;
const sights = new WeakMap<CaretPlace, { readonly sight: Sight; readonly at: number }>();

/** As `sightOf`, which looks at all boxes around the field: drafts grow ten times and more at one place. */
function knownSight(layer: HTMLElement, ghost: GhostText): Sight {
  const now = performance.now();
  const known = sights.get(ghost.place);
  if (known && now - known.at < SIGHT) return known.sight;
  const sight = sightOf(layer, ghost);
  sights.set(ghost.place, { sight, at: now });
  return sight;
}

/**
 * Draws a draft after the caret, in a layer above the field that no event reaches, clipped and covered as the field is.
 * Its first line is indented to the caret, the others wrap where those of the field do. It is hidden where it can't be
 * right. Nothing is written where all is as it was, so that it can be called at each frame.
 * @param origin an element that stands where the layer is without an offset
 */
export function drawGhost(layer: HTMLElement, origin: Element, ghost: GhostText | null | undefined): void {
  const sight = ghost && knownSight(layer, ghost);
  layer.hidden = !sight || layer.hidden;
  const line = layer.firstElementChild as HTMLElement;
  if (!ghost || !sight) {
    // No text stays in the document that nobody sees.
    write(line, '', false);
    return;
  }
  // All is read before anything is written, which would have it all laid out once more.
  const { style, direction, host } = sight;
  const { clip, zIndex } = sight.around;
  const { caret, lines, view, styled, scale = host.scale } = ghost.place;
  const { left, top } = origin.getBoundingClientRect();
  const look = `${lookOf(style)};${scale}`;
  const boxes = [caret, lines, clip].map((box) => [box.x, box.y, box.width, box.height]);
  // Pixels of the viewport to one of the layer, and to one of the line where it is zoomed as the field.
  const outer = host.scale;
  const zoom = zoomOf(styled) / zoomOf(origin);
  const inner = outer * zoom;
  const lineHeight = Number.parseFloat(style.lineHeight) * scale;
  const { before: written, multiline } = ghost.field;
  // Not in the lines below where something is written there.
  const wraps = ghost.field.after.trim() === '';
  const kerning = kerningBetween(written, ghost.text, { style, look }, origin);
  const where = JSON.stringify([boxes, left, top, host.scale, zIndex, wraps, direction, look, kerning]);
  const before = drawn.get(line);
  const sameWhere = before?.where === where;
  const { text, field } = ghost;
  const at = performance.now();
  if (sameWhere && before.text === text && !before.typed && !layer.hidden) {
    drawn.set(line, { ...before, field, at });
    return;
  }

  layer.hidden = false;
  if (look !== before?.look) setAs(line, style);
  line.style.whiteSpace = multiline ? 'pre-wrap' : 'pre';
  write(line, text, multiline);
  Object.assign(layer.style, {
    zIndex,
    left: `${(clip.left - left) / outer}px`,
    top: `${(clip.top - top) / outer}px`,
    width: `${clip.width / outer}px`,
    height: `${clip.height / outer}px`,
  });
  const indent = direction === 'rtl' ? lines.right - caret.left : caret.left - lines.left;
  Object.assign(line.style, {
    direction,
    zoom: zoom === 1 ? '' : String(zoom),
    scale: Math.abs(scale / inner - 1) < 0.002 ? '' : String(scale / inner),
    left: `${(lines.left - clip.left) / inner}px`,
    width: `${lines.width / scale}px`,
    textIndent: `${indent / scale + kerning}px`,
  });
  const plain = LATIN.test(text);
  const known = sameWhere || (look === before?.look && plain && before.plain) ? before : undefined;
  const letters = known?.letters ?? measureLetters(line, caret.top, clip.top, inner);
  if (!letters) return;
  const room = Math.abs((direction === 'rtl' ? lines.left : lines.right) - caret.left) / widest(style, scale);
  drawn.set(line, { where, text, field, at, look, letters, plain: known?.plain ?? plain, room, typed: '' });
  // A caret may be as tall as the line or as its letters.
  const above = (caret.height - letters.height) / 2;
  line.style.top = `${(caret.top - clip.top + above - letters.lead) / inner}px`;
  if (!multiline) return;
  const pitch = lineHeight || letters.height;
  const bottom = caret.top + above + letters.height;
  clamp(line, wraps ? 1 + Math.max(0, Math.floor((view.bottom - bottom) / pitch)) : 1);
}

/**
 * Writes more or less of the draft that stands there, or what is left of it as it is typed, where nothing else is another
 * than when it was drawn: then nothing is read of the page, which would have it laid out once more.
 * @returns false where it has to be drawn anew
 */
export function rewriteGhost(layer: HTMLElement, field: GhostText['field'], text: string): boolean {
  const line = layer.firstElementChild as HTMLElement;
  const before = drawn.get(line);
  if (!before || layer.hidden) return false;
  const more = field === before.field ? '' : typedSince(before, field);
  if (more === undefined || performance.now() - before.at > (more ? SIGHT_TYPING : SIGHT)) return false;
  // The first letter decides the kerning, letters of another script how tall the line is.
  if (!before.plain || !LATIN.test(text) || text[0] !== before.text[more.length]) return false;
  const typed = before.typed + more;
  if (typed.length >= before.room) return false;
  if (text !== before.text) write(line, text, field.multiline, typed);
  drawn.set(line, { ...before, text, field, typed });
  return true;
}

/** What was typed of the draft since it was drawn; undefined where something else was done. */
function typedSince({ field: was, text }: Drawn, field: GhostText['field']): string | undefined {
  if (field.after !== was.after || !field.before.startsWith(was.before)) return undefined;
  const typed = field.before.slice(was.before.length);
  return text.startsWith(typed) && !typed.includes('\n') ? typed : undefined;
}

/** Pixels of the viewport that no letter of the field is wider than: some are as wide as they are tall. */
function widest({ fontSize, letterSpacing, wordSpacing }: CSSStyleDeclaration, scale: number): number {
  const [size = 0, ...spaces] = [fontSize, letterSpacing, wordSpacing].map((length) =>
    Number.parseFloat(length),
  );
  return scale * spaces.reduce((width, space) => width + Math.max(0, space || 0), 1.5 * size);
}

/**
 * Keeps it out of sight where something of the page lies over the field.
 * @param ground what a pointer finds below it elsewhere
 */
export function hideCovered(layer: HTMLElement, ground: Element): void {
  if (layer.hidden) return;
  const { clientWidth, clientHeight } = layer.ownerDocument.documentElement;
  const shown = [layer.getBoundingClientRect(), new DOMRect(0, 0, clientWidth, clientHeight)].reduce(
    intersection,
    firstLineOf(writtenIn(layer.firstElementChild!)),
  );
  layer.style.visibility = shareInView(shown, ground) === 1 ? '' : 'hidden';
}

/**
 * Of a box that ends with so many lines, WebKit paints text anew only if that is in a block of its own.
 * @param typed what keeps its space before the text, unseen
 */
function write(line: HTMLElement, text: string, multiline: boolean, typed = ''): void {
  const block = multiline ? document.createElement('div') : line;
  block.textContent = text;
  if (typed) block.dataset.typed = typed;
  else delete block.dataset.typed;
  if (multiline) line.replaceChildren(block);
}

/** Ends with so many lines, marked where the draft goes on: no half letters. */
function clamp(line: HTMLElement, lines?: number): void {
  line.style.display = lines ? '-webkit-box' : '';
  line.style.webkitLineClamp = lines ? String(lines) : '';
}

/**
 * Lays the line out at a height, which takes the browser long.
 * @param at the height, and the top of the layer, in coordinates of the viewport
 * @param scale pixels of the viewport to one of the line's offset
 */
function measureLetters(line: HTMLElement, at: number, layer: number, scale: number): Letters | undefined {
  clamp(line);
  line.style.top = `${(at - layer) / scale}px`;
  const { top, height } = firstLineOf(writtenIn(line));
  return height > 0 ? { lead: top - at, height } : undefined;
}
