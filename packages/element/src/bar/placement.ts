import type { autoUpdate, computePosition, flip, offset, shift } from '@floating-ui/dom';

/** Where the tray with drafts and status is: in the bar, at the caret, or on top of an on-screen keyboard. */
export type Place = 'bar' | 'caret' | 'keyboard';

interface Floating {
  readonly autoUpdate: typeof autoUpdate;
  readonly computePosition: typeof computePosition;
  readonly flip: typeof flip;
  readonly offset: typeof offset;
  readonly shift: typeof shift;
}

export interface Anchor {
  /** Scrolls with what the tray floats at. */
  readonly element: Element;
  /** In coordinates of the viewport. */
  box(): DOMRect;
}

/** Loaded by the first bar that floats; the others do without. */
const loadFloating = (): Promise<Floating> => import('@floating-ui/dom');

/** Shows the tray in its place. Outside the bar it is a popover: above all else, cut off by nothing. */
export class TrayPlacement {
  private stop: (() => void) | undefined;
  private anchored: Element | undefined;

  /** @param anchor what the tray floats at; null hides it */
  update(tray: HTMLElement, place: Place, anchor: Anchor | null, inset: number): void {
    tray.dataset.place = place;
    tray.popover = place === 'bar' ? null : 'manual';
    if (place !== 'caret' || !anchor) this.letGo();
    if (place === 'bar') return;
    const shown = tray.matches(':popover-open');
    if ((anchor !== null) !== shown) tray.togglePopover(anchor !== null);
    if (!anchor) return;
    if (place === 'keyboard') {
      Object.assign(tray.style, { translate: `0 -${inset}px`, left: '', top: '' });
    } else {
      tray.style.translate = '';
      void this.float(tray, anchor);
    }
  }

  letGo(): void {
    this.stop?.();
    this.stop = undefined;
    this.anchored = undefined;
  }

  private async float(tray: HTMLElement, anchor: Anchor): Promise<void> {
    const { autoUpdate, computePosition, flip, offset, shift } = await loadFloating();
    if (!tray.matches(':popover-open')) return;
    const reference = { contextElement: anchor.element, getBoundingClientRect: () => anchor.box() };
    const place = async (): Promise<void> => {
      const { x, y } = await computePosition(reference, tray, {
        strategy: 'fixed',
        placement: 'bottom-start',
        middleware: [offset(6), flip({ padding: 8 }), shift({ padding: 8 })],
      });
      Object.assign(tray.style, { left: `${x}px`, top: `${y}px` });
    };
    if (this.anchored === anchor.element) {
      await place();
      return;
    }
    this.letGo();
    this.anchored = anchor.element;
    this.stop = autoUpdate(reference, tray, () => void place());
  }
}
