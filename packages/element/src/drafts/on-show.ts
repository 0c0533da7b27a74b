import type { State } from './state';

/** Milliseconds after which a person can have seen a draft; a key that comes sooner was meant for something else. */
const SEEN_AFTER = 200;

type Shown = Pick<State, 'draftSet' | 'suggestions' | 'selected'>;

/** Since when a draft is on show; frames to come before it is. */
type Since = { readonly time: number } | { readonly frames: number };

/** What is rendered is painted after the next frame's callbacks, at the latest, and is there when those after them run. */
const UNDRAWN: Since = { frames: 2 };
const HIDDEN: Since = { frames: Infinity };

/** Knows since when each draft has been on show: as it grows, and while it is typed along, it stays the same one. */
export class OnShow {
  private shown: Shown = { draftSet: { text: '', drafts: [] }, suggestions: [], selected: 0 };
  private since: readonly Since[] = [];

  /** @param all whether all drafts are shown, and not just the selected one */
  update(shown: Shown, all: boolean): void {
    const { draftSet, suggestions, selected } = shown;
    const typed = draftSet.text.startsWith(this.shown.draftSet.text)
      ? draftSet.text.slice(this.shown.draftSet.text.length)
      : null;
    this.since = suggestions.map(({ text }, index) => {
      if (!all && index !== selected) return HIDDEN;
      const was = this.shown.suggestions.findIndex((before) => isSame(before.text, typed, text));
      const since = this.since[was];
      return since && since !== HIDDEN ? since : UNDRAWN;
    });
    this.shown = shown;
  }

  /** A frame begins. @param now milliseconds, on the clock of events */
  frame(now: number): void {
    this.since = this.since.map((since) => {
      if ('time' in since || since === HIDDEN) return since;
      return since.frames > 1 ? { frames: since.frames - 1 } : { time: now };
    });
  }

  /** Whether the draft at `index` was on show long enough before `time`. */
  isSeen(index: number, time: number): boolean {
    const since = this.since[index];
    return since !== undefined && 'time' in since && time - since.time >= SEEN_AFTER;
  }
}

/** Whether a draft is what has become of another one, of which `typed` was typed meanwhile. */
function isSame(before: string, typed: string | null, text: string): boolean {
  if (typed === null || !before.startsWith(typed)) return false;
  const rest = before.slice(typed.length);
  return rest !== '' && (text.startsWith(rest) || rest.startsWith(text));
}
