import { seededRandom } from '@superposed/decoding/random';
import { CONTINUATION, LONG_TEXT, PROMPTS } from '../bench/prompts';

/** What a writer sees before a key. */
export interface Seen {
  /** Letters in the field. */
  readonly length: number;
  readonly caret: number;
  /** Chips on show. */
  readonly chips: number;
}

/** What a script of the page does to the text, by itself or to what is typed. */
export const SCRIPTS = ['set', 'clear', 'rewrite', 'capitals', 'later'] as const;

/** One keystroke, or what is done between two. */
export type Act =
  | {
      readonly kind: 'type' | 'delete' | 'move' | 'accept' | 'word' | 'dismiss' | 'undo' | 'paste' | 'tab';
      readonly key: string;
    }
  /** No key: the page's script changes the text. */
  | { readonly kind: 'script'; readonly does: (typeof SCRIPTS)[number] }
  /** No key: waits for drafts. */
  | { readonly kind: 'think' }
  /** The page's script empties the field, and the next scene of the demo is shown. */
  | { readonly kind: 'begin' };

/** Letters of a text before the next one begins. */
const LONG = 1500;
const MOVES = ['ArrowLeft', 'ArrowRight', 'Control+ArrowLeft', 'Home', 'End'];
const MATERIAL = [...PROMPTS, LONG_TEXT + CONTINUATION].join(' ');

/**
 * Someone who types a text, errs, corrects, goes elsewhere, copies, undoes, and takes or hides drafts, in a page
 * whose scripts write too: the same for the same seed.
 */
export class SimulatedWriter {
  private readonly random: () => number;
  private at = 0;
  private thought = false;
  /** Keys that are already decided: a burst of deletions, the way back to the end. */
  private readonly planned: Act[] = [];

  constructor(seed: number) {
    this.random = seededRandom(seed);
    this.at = Math.floor(this.random() * MATERIAL.length);
  }

  next({ length, caret, chips }: Seen): Act {
    const planned = this.planned.shift();
    if (planned) return planned;
    if (length > LONG) return { kind: 'begin' };
    // Who has waited for drafts mostly takes one.
    const taking = this.thought ? 0.6 : 0.05;
    this.thought = false;
    if (chips > 0 && this.random() < taking) return this.take(chips);
    const chance = this.random();
    if (chance < 0.06) {
      this.thought = true;
      return { kind: 'think' };
    }
    if (chance < 0.09 && caret > 0) return this.erase();
    if (chance < 0.12 && caret > 0) return this.wander();
    if (chance < 0.13) return this.undo();
    if (chance < 0.135 && caret > 0) return this.copy();
    // As a reflex, whatever is shown.
    if (chance < 0.145) return { kind: 'tab', key: 'Tab' };
    if (chance < 0.155) return { kind: 'script', does: this.pick(SCRIPTS) };
    return { kind: 'type', key: this.letter() };
  }

  private take(chips: number): Act {
    const chance = this.random();
    if (chance < 0.3) return { kind: 'accept', key: 'Tab' };
    if (chance < 0.5) return { kind: 'accept', key: `Alt+${1 + Math.floor(this.random() * chips)}` };
    return chance < 0.85 ? { kind: 'word', key: 'Control+ArrowRight' } : { kind: 'dismiss', key: 'Escape' };
  }

  private erase(): Act {
    const more = Math.floor(this.random() * 8);
    for (let i = 0; i < more; i++) this.planned.push({ kind: 'delete', key: 'Backspace' });
    return { kind: 'delete', key: 'Backspace' };
  }

  /** To somewhere else, a few letters there, and back to the end. */
  private wander(): Act {
    const letters = Math.floor(this.random() * 4);
    for (let i = 0; i < letters; i++) this.planned.push({ kind: 'type', key: this.letter() });
    this.planned.push({ kind: 'move', key: 'Control+End' });
    return { kind: 'move', key: this.pick(MOVES) };
  }

  private undo(): Act {
    if (this.random() < 0.3) this.planned.push({ kind: 'undo', key: 'Control+Shift+Z' });
    return { kind: 'undo', key: 'Control+Z' };
  }

  /** A word of what is there, once more at the end. */
  private copy(): Act {
    for (const key of ['Control+C', 'Control+End', 'Control+V']) this.planned.push({ kind: 'paste', key });
    return { kind: 'paste', key: 'Control+Shift+ArrowLeft' };
  }

  private pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)]!;
  }

  /** The next letter of the material, or now and then one that nobody foresees. */
  private letter(): string {
    if (this.random() < 0.02) return 'qzé.,?1'[Math.floor(this.random() * 7)]!;
    this.at = (this.at + 1) % MATERIAL.length;
    return MATERIAL[this.at]!;
  }
}
