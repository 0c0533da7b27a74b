import { isLineEnd } from '../drafts/fit';
import { OnShow } from '../drafts/on-show';
import type { State } from '../drafts/state';
import type { FieldText } from '../fields/field-adapter';
import { bind, keyActions, type Bindings, type KeyAction } from '../keys/key-action';
import { DEFAULT_KEYS, PLATFORM, type KeyMap } from '../keys/key-map';

/** What keys act on. */
export interface Drafting {
  state(): State;
  /** What is around the caret; null where nothing is to be suggested. */
  read(): FieldText | null;
  rightToLeft(): boolean;
  /** Whether drafts are shown anywhere. */
  visible(): boolean;
  /** Whether a person can see the draft at `index` now. */
  sees(index: number): boolean;
  suggest(): void;
  /** False where nothing was taken; so `dismiss`. */
  accept(index: number, options?: { words: number }): boolean;
  dismiss(): boolean;
  select(index: number): void;
}

/** Does what keys ask for, as far as a person can have seen what they ask about. */
export class KeyCommands {
  keyMap: KeyMap = DEFAULT_KEYS;
  private bindings: Bindings = bind(DEFAULT_KEYS, PLATFORM);
  private readonly onShow = new OnShow();

  constructor(private readonly drafting: Drafting) {}

  /** Sets other keys than the defaults. */
  use(keys: Partial<KeyMap>): void {
    this.keyMap = { ...DEFAULT_KEYS, ...keys };
    this.bindings = bind(this.keyMap, PLATFORM);
  }

  /** Other drafts are on show; all of them, or just the selected one. */
  shown(state: State, all: boolean): void {
    this.onShow.update(state, all, performance.now());
  }

  /** Whether something was done, so that the key must do nothing else. */
  handle(event: KeyboardEvent): boolean {
    const actions = keyActions(event, this.bindings, this.drafting.rightToLeft());
    return actions.some((each) => this.act(each, event));
  }

  private act({ action, index, moves }: KeyAction, event: KeyboardEvent): boolean {
    const { drafting } = this;
    const field = moves && drafting.read();
    // Keys that move the caret do so as long as there is text to move it through.
    if (field && !(moves === 'line' ? isLineEnd(field) : field.after.trim() === '')) return false;
    const { selected, taken } = drafting.state();
    switch (action) {
      case 'suggest':
        drafting.suggest();
        return drafting.state().query !== null;
      case 'accept':
        // Once a draft was taken, a second Tab goes on to the next field.
        return !(taken && event.key === 'Tab') && this.sees(selected, event) && drafting.accept(selected);
      case 'acceptWord':
        return this.sees(selected, event) && drafting.accept(selected, { words: 1 });
      case 'acceptNumber':
        return this.sees(index, event) && drafting.accept(index);
      case 'next':
      case 'previous':
        if (!drafting.visible()) return false;
        drafting.select(selected + (action === 'next' ? 1 : -1));
        return true;
      case 'dismiss':
        return this.sees(selected, event) && drafting.dismiss();
    }
  }

  /** Whether the writer can have seen a draft when they pressed a key. */
  private sees(index: number, { timeStamp }: Event): boolean {
    const { drafting } = this;
    return drafting.visible() && this.onShow.isSeen(index, timeStamp) && drafting.sees(index);
  }
}
