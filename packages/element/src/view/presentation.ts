import type { LitElement, ReactiveController } from 'lit';
import { shortcutsOf, sourceOf } from '../bar/chips';
import { currentKeyboardInset } from '../bar/keyboard';
import type { TrayPlacement } from '../bar/placement';
import type { SelectedOption } from '../bar/selected-option';
import type { AttachedField } from '../fields/attached-field';
import { commonAncestor } from '../fields/flat-tree';
import { isInView, writtenIn } from '../fields/in-view';
import type { KeyMap } from '../keys/key-map';
import { isLineEnd } from '../drafts/fit';
import type { Settings } from '../settings';
import type { State } from '../drafts/state';

/** Milliseconds between looks at what of the page moves ghost text or lies over it: measuring is dear. */
const LOOK = 100;

/** How much of that has passed when ghost text was rewritten where it stands: no look with that key. */
const PASSED = 50;

/** What there is to show, and how. */
export interface View extends Pick<Settings, 'bar' | 'ghost' | 'disabled'> {
  readonly state: State;
  readonly keyMap: KeyMap;
}

/** Draws what no template can: ghost text over the field, the tray where it floats, the option the field points at. */
export class Presentation implements ReactiveController {
  private listening = new AbortController();
  private frame = 0;
  /** What the next frame begins with; and whether what is rendered now is so in one. */
  private task: (() => void) | undefined;
  private inFrame = false;
  /** Whether all is drawn that the state asks for. */
  private drawn = false;
  /** When the page was last looked at for what no event tells of. */
  private looked = 0;
  /** What a pointer finds below the ghost text. */
  private ground: Element | null = null;
  private placement: TrayPlacement | undefined;
  private option: SelectedOption | undefined;
  private ghosts: typeof import('../ghost/ghost') | undefined;

  constructor(
    private readonly host: LitElement,
    private readonly field: AttachedField,
    private readonly view: () => View,
    private readonly onFrame: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    const { signal } = (this.listening = new AbortController());
    const redraw = () => this.host.requestUpdate();
    for (const type of ['resize', 'scroll']) visualViewport?.addEventListener(type, redraw, { signal });
  }

  /** After each change of the state, once its template is rendered. */
  hostUpdated(): void {
    this.pointAtSelected();
    this.drawn = false;
    // What goes is not measured, and goes with its chips.
    if (this.inFrame || this.view().state.suggestions.length === 0) this.draw();
    else this.askForFrame();
    this.inFrame = false;
  }

  hostDisconnected(): void {
    this.listening.abort();
  }

  /** Whether a draft can be seen, in the bar or after the caret; keys act on nothing else. */
  get visible(): boolean {
    const { state, bar, ghost } = this.view();
    const { suggestions, field } = state;
    return (
      suggestions.length > 0 && (bar !== 'off' || (ghost === 'on' && field !== null && isLineEnd(field)))
    );
  }

  /** Whether a person can see the draft at `index` now: its chip, or its ghost text where it is the selected one. */
  sees(index: number): boolean {
    const chip = this.host.shadowRoot!.querySelectorAll('[part~=draft]')[index];
    if (chip && isInView(chip)) return true;
    const ghost = index === this.view().state.selected ? this.find('[part=ghost]') : null;
    return ghost !== null && this.ground !== null && isInView(writtenIn(ghost), this.ground);
  }

  /**
   * Does what was asked for last with the next frame: what it renders is laid out together with what is drawn for it,
   * once. At once in a page that is hidden, which has no frames.
   */
  inNextFrame(task: () => void): void {
    if (document.hidden) {
      task();
      return;
    }
    this.task = task;
    this.askForFrame();
  }

  /**
   * What has to be measured once a frame: a key and the drafts that come meanwhile often fall into one. Without news, it
   * is to see whether the caret is where it was and nothing lies over it, as no event tells of a style that changes.
   */
  private drawFrame(): void {
    this.frame = 0;
    this.onFrame();
    this.field.check();
    const { task } = this;
    this.task = undefined;
    task?.();
    this.inFrame = this.host.isUpdatePending;
    if (this.inFrame) return;
    if (!this.drawn) this.draw();
    else {
      if (performance.now() - this.looked > LOOK) this.look();
      this.watch();
    }
  }

  private look(): void {
    this.looked = performance.now();
    if (this.ground) this.ghosts?.hideCovered(this.find('.ghost')!, this.ground);
    this.drawGhost();
  }

  private draw(): void {
    this.drawn = true;
    this.drawGhost(true);
    this.placeTray();
    this.watch();
  }

  /**
   * While drafts are shown, each frame looks whether they still continue the text: no event tells of what a script
   * writes. A timer would cost less, but on a busy machine frames are drawn before it.
   */
  private watch(): void {
    if (this.view().state.suggestions.length > 0) this.askForFrame();
  }

  private askForFrame(): void {
    this.frame ||= requestAnimationFrame(() => this.drawFrame());
  }

  /** @param grown whether only the draft is another, most likely: then its place may be known */
  drawGhost(grown = false): void {
    const { state, ghost, disabled } = this.view();
    const { suggestions, selected, field } = state;
    const layer = this.find('.ghost');
    if (!layer) return;
    const suggestion = ghost === 'on' && !disabled ? suggestions[selected] : undefined;
    if (suggestion && !this.ghosts) void this.loadGhosts();
    if (suggestion && field && grown && this.ghosts?.rewriteGhost(layer, field, suggestion.text)) {
      this.looked = performance.now() - PASSED;
      return;
    }
    const place = suggestion && field && isLineEnd(field) ? this.field.place() : null;
    const text = suggestion && place && { field: field!, text: suggestion.text, place };
    this.ground = place && this.field.element && commonAncestor(this.field.element, place.styled);
    this.ghosts?.drawGhost(layer, this.find('.stage')!, text);
  }

  /** With the first drafts, as a page may never come to them. */
  private async loadGhosts(): Promise<void> {
    const ghosts = await import('../ghost/ghost');
    if (!this.ghosts) this.host.shadowRoot!.adoptedStyleSheets.push(ghosts.styles.styleSheet!);
    this.ghosts = ghosts;
    this.drawGhost();
  }

  letGo(): void {
    this.option?.hide();
    this.placement?.letGo();
  }

  private find(selector: string): HTMLElement | null {
    return this.host.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }

  /** In most pages the tray stays in its bar. */
  private async loadPlacement(): Promise<void> {
    const { TrayPlacement } = await import('../bar/placement');
    this.placement ??= new TrayPlacement();
    this.placeTray();
  }

  private placeTray(): void {
    const tray = this.find('.tray');
    if (!tray) return;
    const { state, bar } = this.view();
    const inset = this.field.focused ? currentKeyboardInset() : 0;
    const place = inset > 0 ? 'keyboard' : bar === 'floating' ? 'caret' : 'bar';
    if (!this.placement) {
      tray.dataset.place = 'bar';
      if (place !== 'bar') void this.loadPlacement();
      return;
    }
    const field = this.field.element;
    const drafts = state.suggestions.length > 0;
    const wanted = drafts || (this.field.focused && tray.querySelector('[part~=status]') !== null);
    const box = () => {
      const caret = this.view().state.suggestions.length > 0 ? this.field.place()?.caret : undefined;
      return caret ?? field!.getBoundingClientRect();
    };
    this.placement.update(tray, place, wanted && field ? { element: field, box } : null, inset);
  }

  /** Only what the writer selected: a reference at each draft that comes would talk over what they type. */
  private pointAtSelected(): void {
    const { state, bar, keyMap } = this.view();
    const { suggestions, selected, chosen } = state;
    const suggestion = suggestions[selected];
    const { element } = this.field;
    if (!chosen || !suggestion || !element || bar === 'off') {
      this.option?.hide();
    } else if (!this.option) {
      void this.loadOption();
    } else {
      const shortcuts = shortcutsOf(keyMap, selected, true).join(' ');
      this.option.show(element, selected, {
        text: suggestion.text.trim(),
        source: sourceOf(suggestion),
        shortcuts,
      });
    }
  }

  private async loadOption(): Promise<void> {
    const { SelectedOption } = await import('../bar/selected-option');
    this.option ??= new SelectedOption(this.host);
    this.pointAtSelected();
  }
}
