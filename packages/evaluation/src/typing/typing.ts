import { cutsWord, remaining, type DraftSet } from '@superposed/engine';

/** A draft as a writer sees it. */
export interface ShownDraft {
  /** What it inserts at the caret, leading space included. */
  readonly text: string;
  /** 0 … 1. */
  readonly confidence: number;
}

/** Drafts after a text, best first. */
export type Suggest = (textSoFar: string) => Promise<readonly ShownDraft[]>;

export interface TypingOptions {
  /** Drafts none of which has this confidence stay hidden, 0 … 1. Default 0. */
  readonly threshold?: number;
  /**
   * When drafts in hand give way to new ones. 'exhausted', as in the product: once none of them holds any more, or
   * all that hold are hidden. 'word': as soon as the writer begins another word too. Default 'exhausted'.
   */
  readonly renew?: 'exhausted' | 'word';
}

/** What became of a text that was typed with drafts in view. */
export interface Typing {
  /** Length of the text in UTF-16 units: the keys that it takes without drafts. */
  readonly characters: number;
  /** Keys pressed, those that took a draft included. */
  readonly keystrokes: number;
  /** 1 − keystrokes / characters. */
  readonly saved: number;
  /** Times that the writer typed a character, took a word or took a draft. */
  readonly turns: number;
  /** Of these, the times that at least one draft was in view. */
  readonly shown: number;
  /** Of these, the times that the first word of the first draft in view was what the writer meant. */
  readonly firstWordRight: number;
  /** firstWordRight / shown, a wrong draft counted at each key that it stays for; NaN where nothing was ever in view. */
  readonly precision: number;
  /** How often new drafts came into view, and of these, how often the first word of the first one was meant. */
  readonly offered: number;
  readonly offeredRight: number;
  /** How often drafts were asked for. */
  readonly asked: number;
}

/** A character typed, a word taken or a whole draft taken. */
interface Take {
  /** What it adds to the text, UTF-16 units. */
  readonly length: number;
  readonly keys: number;
}

/**
 * Plays a writer who knows what they mean to type and watches the drafts.
 *
 * Keys, each counted as one whatever is held down with it:
 * - a character typed, a space or line break included;
 * - a whole draft taken: Tab for the first, Alt+n for the n-th;
 * - a word of the selected draft taken; draft n is selected with n − 1 presses of Alt+↓ before that. After the first
 *   such word the drafts that go another way are gone, and what holds is counted from the top again.
 *
 * Before each key the writer compares all drafts in view with what they mean, and takes the leading whole words that
 * match where that saves at least one key, the most it can; else they type a character. A word is whole where the
 * meant text does not go on with a letter, digit, apostrophe or hyphen. A word brings the space before
 * it, and the one after it only where the draft ends in one; no space is ever given for free. The writer takes nothing that they would have to delete, makes no typing errors, and their reading costs nothing. So this is what a
 * patient writer saves at most, not what every writer saves.
 * @param text what the writer means to type, at least a character
 * @param suggest asked with all that is typed so far, '' at first
 */
export async function simulateTyping(
  text: string,
  suggest: Suggest,
  { threshold = 0, renew = 'exhausted' }: TypingOptions = {},
): Promise<Typing> {
  let [typed, keystrokes, turns, shown, firstWordRight, asked] = ['', 0, 0, 0, 0, 0];
  let draftSet: DraftSet<ShownDraft> = { text: '', drafts: [] };
  const inView = (): ShownDraft[] => remaining(draftSet, typed);
  const rightFirst = ([first]: readonly ShownDraft[], meant: string): number =>
    Number(first !== undefined && leadingWords(first.text, meant).length > 0);
  let [offered, offeredRight] = [0, 0];
  for (let stale = true; typed.length < text.length; turns++) {
    if (stale || inView().length === 0) {
      const found = await suggest(typed);
      draftSet = {
        text: typed,
        drafts: found.some(({ confidence }) => confidence >= threshold) ? found : [],
      };
      asked++;
      offered += Number(draftSet.drafts.length > 0);
      offeredRight += rightFirst(draftSet.drafts, text.slice(typed.length));
    }
    const drafts = inView();
    const meant = text.slice(typed.length);
    if (drafts.length > 0) shown++;
    firstWordRight += rightFirst(drafts, meant);
    const { length, keys } = bestTake(drafts, meant);
    keystrokes += keys;
    typed += meant.slice(0, length);
    stale = renew === 'word' && /\s$/u.test(typed);
  }
  const characters = text.length;
  const saved = 1 - keystrokes / characters;
  const precision = firstWordRight / shown;
  return {
    characters,
    keystrokes,
    saved,
    turns,
    shown,
    firstWordRight,
    precision,
    offered,
    offeredRight,
    asked,
  };
}

/** What to press now towards the most keys saved, of equal ways the first; a character where none saves any. */
function bestTake(drafts: readonly ShownDraft[], meant: string): Take {
  let best: Take = { length: 1, keys: 1 };
  let most = 0;
  const consider = (saves: number, take: Take): void => {
    if (saves > most) [most, best] = [saves, take];
  };
  drafts.forEach(({ text }, place) => {
    const ends = leadingWords(text, meant);
    ends.forEach((end, i) => consider(end - (place + i + 1), { length: ends[0]!, keys: place + 1 }));
    if (ends.at(-1) === text.length) consider(text.length - 1, { length: text.length, keys: 1 });
  });
  return best;
}

/** Where the leading words of a draft end that are whole words of what is meant too: lengths in UTF-16 units. */
export function leadingWords(draft: string, meant: string): number[] {
  const ends: number[] = [];
  for (const { 0: word, index } of draft.matchAll(/\s*\S+(?:\s+$)?/gu)) {
    const end = index + word.length;
    if (!meant.startsWith(word, index) || cutsWord(meant.slice(0, end), meant.slice(end))) break;
    ends.push(end);
  }
  return ends;
}
