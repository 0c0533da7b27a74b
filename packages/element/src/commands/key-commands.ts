import { isLineEnd } from '../drafts/fit';
import { OnShow } from '../drafts/on-show';
import type { State } from '../drafts/state';
import type { AttachedField } from '../fields/attached-field';
import { bind, keyActions, type Bindings, type KeyAction } from '../keys/key-action';
import { DEFAULT_KEYS, PLATFORM, type KeyMap } from '../keys/key-map';

/** The drafts that keys act on. */
export interface Drafting {
  readonly state: State;
  suggest(): void;
  /** @returns what was put in; null if nothing was */
  accept(index: number, words?: number): string | null;
  /** False if there was nothing to dismiss. */
  dismiss(): boolean;
  select(index: number): void;
}

/** What of them a person sees. */
export interface Sight {
  /** Whether drafts are shown anywhere. */
  readonly visible: boolean;
  /** Whether a person can see the draft at `index` now. */
  sees(index: number): boolean;
}

/** Does what keys ask for, as far as a person can have seen what they ask about. */
export class KeyCommands {
  keyMap: KeyMap = DEFAULT_KEYS;
  private bindings: Bindings = bind(DEFAULT_KEYS, PLATFORM);
  private readonly onShow = new OnShow();

  constructor(
    private readonly drafting: Drafting,
    private readonly field: AttachedField,
    private readonly sight: Sight,
  ) {}

  /** Sets other keys than the defaults. */
  use(keys: Partial<KeyMap>): void {
    this.keyMap = { ...DEFAULT_KEYS, ...keys };
    this.bindings = bind(this.keyMap, PLATFORM);
  }

  /** Other drafts are on show; all of them, or just the selected one. */
  shown(state: State, all: boolean): void {
    this.onShow.update(state, all);
  }

  /** A frame begins, so the one before has been drawn. */
  frame(): void {
    this.onShow.frame(performance.now());
  }

  /** Whether something was done, so that the key must do nothing else. */
  handle(event: KeyboardEvent): boolean {
    const actions = keyActions(event, this.bindings, this.field);
    return actions.some((each) => this.act(each, event));
  }

  private act({ action, index, moves }: KeyAction, event: KeyboardEvent): boolean {
    const { drafting } = this;
    const field = moves && this.field.read();
    // Keys that move the caret do so as long as there is text to move it through.
    if (field && !(moves === 'line' ? isLineEnd(field) : field.after.trim() === '')) return false;
    const { selected, taken } = drafting.state;
    switch (action) {
      case 'suggest':
        drafting.suggest();
        return drafting.state.query !== null;
      case 'accept':
        // Once a draft was taken, a second Tab goes on to the next field.
        return !(taken && event.key === 'Tab') && this.accept(selected, event);
      case 'acceptWord':
        return this.accept(selected, event, 1);
      case 'acceptNumber':
        return this.accept(index, event);
      case 'next':
      case 'previous':
        if (!this.sight.visible) return false;
        drafting.select(selected + (action === 'next' ? 1 : -1));
        return true;
      case 'dismiss':
        return this.sees(selected, event) && drafting.dismiss();
    }
  }

  private accept(index: number, event: Event, words?: number): boolean {
    return this.sees(index, event) && this.drafting.accept(index, words) !== null;
  }

  /** Whether the writer can have seen a draft when they pressed a key. */
  private sees(index: number, { timeStamp }: Event): boolean {
    const { sight } = this;
    return sight.visible && this.onShow.isSeen(index, timeStamp) && sight.sees(index);
  }
}
