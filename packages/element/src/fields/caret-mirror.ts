import { boxesOf, zoomOf, type Boxes } from './boxes';
import { directionOf } from './direction';
import type { CaretPlace } from './field-adapter';

export type TextControl = HTMLTextAreaElement | HTMLInputElement;

/** All that decides where a character of a text control stands. */
const COPIED = [
  'direction',
  'font-family',
  'font-feature-settings',
  'font-kerning',
  'font-optical-sizing',
  'font-size',
  'font-size-adjust',
  'font-stretch',
  'font-style',
  'font-variant',
  'font-variation-settings',
  'font-weight',
  'hyphens',
  'letter-spacing',
  'line-break',
  'line-height',
  'overflow-wrap',
  'padding-bottom',
  'padding-left',
  'padding-right',
  'padding-top',
  'tab-size',
  'text-align',
  'text-indent',
  'text-rendering',
  'text-transform',
  'unicode-bidi',
  'white-space',
  'word-break',
  'word-spacing',
  'writing-mode',
] as const;

/** Milliseconds for which styles are taken to stay as they are: reading them all is dear, and no event tells of them. */
const STYLE_LOOK = 100;

/** Lines of a group. */
const GROUP = 100;

/**
 * Finds the caret of a text control, which no browser tells: the same text, laid out the same way in a hidden box,
 * one box for each line and each group of lines, so that a keystroke lays out one line and looks at few others.
 */
export class CaretMirror {
  private readonly box: HTMLElement;
  private lines: string[] = [];
  private copied = '';
  private indent = '';
  private last: { readonly seen: readonly unknown[]; readonly place: CaretPlace } | undefined;
  /** What is quick to read, as it was when all was looked at last, and when that was. */
  private glance: readonly unknown[] = [];
  private looked = -Infinity;

  constructor(
    private readonly control: TextControl,
    private readonly stage: HTMLElement,
  ) {
    this.box = stage.ownerDocument.createElement('div');
  }

  /** The same object as before while nothing has changed: it is asked for at every frame while drafts are shown. */
  measure(): CaretPlace | null {
    const { control } = this;
    const caret = control.selectionEnd;
    if (caret === null || !control.isConnected) return null;
    const { value } = control;
    // Before anything is read, too: the page is laid out once for both.
    if (this.last && value !== this.glance[1]) this.write(value, caret);
    const { scrollLeft, scrollTop } = control;
    const now = performance.now();
    const { x, y, width: wide, height: high } = control.getBoundingClientRect();
    const glance = [caret, value, scrollLeft, scrollTop, x, y, wide, high];
    const same = glance.every((part, at) => part === this.glance[at]);
    if (same && this.last && now - this.looked < STYLE_LOOK) return this.last.place;
    [this.glance, this.looked] = [glance, now];
    const style = getComputedStyle(control);
    const boxes = boxesOf(control, style);
    if (!boxes) return null;
    const { left, top, width, height } = boxes.padding;
    // All is read before anything is written.
    const look = COPIED.map((name) => style.getPropertyValue(name));
    const seen = [caret, left, top, width, height, scrollLeft, scrollTop, value, ...look];
    if (!this.last || seen.some((part, at) => part !== this.last!.seen[at])) {
      this.last = { seen, place: this.lay(caret, boxes, look) };
    }
    return this.last.place;
  }

  /** Forgets what was measured, where what came cannot be seen in a style: a font. */
  forget(): void {
    this.last = undefined;
  }

  /** Takes the text out of the document; it is laid out again when it is measured. */
  clear(): void {
    this.box.remove();
    this.forget();
  }

  private lay(caret: number, boxes: Boxes, look: readonly string[]): CaretPlace {
    const { control, box } = this;
    if (box.parentNode !== this.stage) this.stage.replaceChildren(box);
    const multiline = control.localName === 'textarea';
    const { padding, content, scale } = boxes;
    const width = padding.width / scale;
    this.copyStyle(look, width, boxes.zoom, multiline);
    this.write(control.value, caret);

    const mirrored = box.getBoundingClientRect();
    const mark = this.caretIn(box).getBoundingClientRect();
    // The box may be on another scale than the field.
    const ratio = mirrored.width === 0 ? scale : (scale * width) / mirrored.width;
    const down = multiline ? 0 : (padding.height - mirrored.height * ratio) / 2;
    return {
      caret: new DOMRect(
        padding.left + (mark.left - mirrored.left) * ratio - control.scrollLeft * scale,
        padding.top + down + (mark.top - mirrored.top) * ratio - control.scrollTop * scale,
        0,
        mark.height * ratio,
      ),
      lines: content,
      view: padding,
      styled: control,
      scale,
    };
  }

  /** Writes what is new alone: else each value would have all lines styled anew. */
  private copyStyle(look: readonly string[], width: number, zoom: number, multiline: boolean): void {
    const nested = zoom / zoomOf(this.stage);
    const copied = JSON.stringify([...look, width, nested]);
    if (copied === this.copied) return;
    this.copied = copied;
    const copy = this.box.style;
    COPIED.forEach((name, at) => copy.setProperty(name, look[at]!));
    Object.assign(copy, { boxSizing: 'border-box', inlineSize: 'auto', width: `${width}px` });
    if (!multiline) copy.whiteSpace = 'pre';
    copy.zoom = nested === 1 ? '' : String(nested);
    // Of the first line alone, and each is a block here; unless the style means each.
    this.indent = copy.textIndent;
    if (!this.indent.includes('each-line')) copy.textIndent = '0px';
  }

  /** Only the lines that differ from the last time are touched. */
  private write(text: string, caret: number): void {
    const lines = text.slice(0, caret).split('\n');
    const last = lines.length - 1;
    this.makeRoom(lines.length);
    (this.box.firstElementChild!.firstElementChild as HTMLElement).style.textIndent = this.indent;
    const [after = ''] = text.slice(caret).split('\n', 1);
    lines.forEach((before, index) => {
      if (index < last && this.lines[index] === before) return;
      const line = this.box.children[Math.floor(index / GROUP)]!.children[index % GROUP] as HTMLElement;
      if (index < last) {
        // An empty box would have no height.
        line.textContent = before === '' ? '\u200b' : before;
        return;
      }
      this.writeCaret(line, before, after);
    });
    // The line of the caret is always looked at anew.
    this.lines = lines.slice(0, -1);
  }

  /** Edits the text where it can, as the browser does in the field: what was laid out before the edit then stays so. */
  private writeCaret(line: HTMLElement, before: string, after: string): void {
    // With dir="auto" each line has a direction of its own.
    line.style.direction = directionOf(this.box.style, before + after);
    if (line.childElementCount === 0) {
      const mark = this.control.ownerDocument.createElement('span');
      mark.textContent = '\u200b';
      line.replaceChildren(before, mark, after);
      return;
    }
    edit(line.firstChild as Text, before);
    edit(line.lastChild as Text, after);
  }

  private makeRoom(lines: number): void {
    const { box } = this;
    const full = Math.floor((lines - 1) / GROUP);
    const first = Math.max(0, Math.min(full, box.childElementCount - 1));
    resize(box, full + 1);
    for (let group = first; group < full; group++) resize(box.children[group]!, GROUP);
    resize(box.lastElementChild!, lines - full * GROUP);
  }

  private caretIn(box: HTMLElement): Element {
    return box.lastElementChild!.lastElementChild!.querySelector('span')!;
  }
}

function edit(node: Text, text: string): void {
  const { data } = node;
  if (data === text) return;
  // Most edits are a letter more at the end; of a long text each letter looked at is time.
  let same = text.startsWith(data) ? data.length : 0;
  while (same < data.length && data[same] === text[same]) same++;
  node.replaceData(same, data.length - same, text.slice(same));
}

function resize(box: Element, boxes: number): void {
  while (box.childElementCount > boxes) box.lastElementChild!.remove();
  while (box.childElementCount < boxes) box.append(box.ownerDocument.createElement('div'));
}
