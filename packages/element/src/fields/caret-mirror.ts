import type { CaretPlace } from './field-adapter';
import type { TextControl } from './text-control';

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
  'word-break',
  'word-spacing',
  'writing-mode',
] as const;

/**
 * Finds the caret of a text control, which no browser tells: the same text, laid out the same way in a hidden box,
 * one box for each line, so that a keystroke lays out one line and not all.
 */
export class CaretMirror {
  private readonly box: HTMLElement;
  private lines: string[] = [];
  private last: { readonly seen: readonly unknown[]; readonly place: CaretPlace } | undefined;

  constructor(
    private readonly control: TextControl,
    private readonly stage: HTMLElement,
  ) {
    this.box = stage.ownerDocument.createElement('div');
  }

  /** The same object as before while nothing has changed: drafts grow ten times and more at one place. */
  measure(): CaretPlace | null {
    const { control } = this;
    const caret = control.selectionEnd;
    if (caret === null || !control.isConnected) return null;
    const field = control.getBoundingClientRect();
    const { value, scrollLeft, scrollTop, clientWidth, clientHeight } = control;
    const { left, top } = field;
    const seen = [caret, left, top, scrollLeft, scrollTop, clientWidth, clientHeight, value];
    if (!this.last || seen.some((part, at) => part !== this.last!.seen[at])) {
      this.last = { seen, place: this.lay(caret, field) };
    }
    return this.last.place;
  }

  private lay(caret: number, field: DOMRect): CaretPlace {
    const { control, box } = this;
    if (box.parentNode !== this.stage) this.stage.replaceChildren(box);
    const multiline = control.localName === 'textarea';
    this.copyStyle(multiline);
    this.write(control.value.slice(0, caret), control.value.slice(caret));

    const mirrored = box.getBoundingClientRect();
    const mark = this.caretIn(box).getBoundingClientRect();
    const left = field.left + control.clientLeft;
    const top = field.top + control.clientTop;
    const down = multiline ? 0 : (control.clientHeight - mirrored.height) / 2;
    const view = new DOMRect(left, top, control.clientWidth, control.clientHeight);
    const style = getComputedStyle(control);
    const before = Number.parseFloat(style.paddingLeft);
    const after = Number.parseFloat(style.paddingRight);
    return {
      caret: new DOMRect(
        left + mark.left - mirrored.left - control.scrollLeft,
        top + down + mark.top - mirrored.top - control.scrollTop,
        0,
        mark.height,
      ),
      lines: new DOMRect(left + before, top, control.clientWidth - before - after, control.clientHeight),
      view,
      styled: control,
    };
  }

  private copyStyle(multiline: boolean): void {
    const style = getComputedStyle(this.control);
    const copy = this.box.style;
    for (const name of COPIED) copy.setProperty(name, style.getPropertyValue(name));
    copy.boxSizing = 'border-box';
    copy.inlineSize = 'auto';
    copy.width = `${this.control.clientWidth}px`;
    copy.whiteSpace = multiline ? style.whiteSpace : 'pre';
  }

  /** Only the lines that differ from the last time are touched. */
  private write(before: string, after: string): void {
    const lines = before.split('\n');
    const last = lines.length - 1;
    const { box } = this;
    while (box.childElementCount > lines.length) box.lastElementChild!.remove();
    while (box.childElementCount < lines.length) box.append(this.control.ownerDocument.createElement('div'));
    lines.forEach((text, index) => {
      if (index < last && this.lines[index] === text) return;
      const line = box.children[index]!;
      if (index < last) {
        // An empty box would have no height.
        line.textContent = text === '' ? '\u200b' : text;
        return;
      }
      const mark = this.control.ownerDocument.createElement('span');
      mark.textContent = '\u200b';
      line.replaceChildren(text, mark, after.split('\n', 1)[0]!);
    });
    // The line of the caret is always written anew.
    this.lines = lines.slice(0, -1);
  }

  private caretIn(box: HTMLElement): Element {
    return box.lastElementChild!.querySelector('span')!;
  }
}
