import type { NgramContinuation } from '../read/best-continuations';
import { recallShare } from './recall-share';

/** Stands between texts: no match goes over it. */
export const TEXT_END = -1;

/** Most tokens that are compared. */
const LONGEST = 16;
/** The latest occurrences of a token that are looked at. */
const MOST_PLACES = 200;

/**
 * One text as a table: what followed the longest end of a context that stands in the text already. Kept up to date as
 * one types: only what changed at the end is taken in. In memory alone.
 */
export class TextNgrams {
  private ids: number[] = [];
  /** Where each token stands, ascending. */
  private readonly places = new Map<number, number[]>();

  /**
   * @param continuesWord whether a token goes on with the word before it
   * @param read whether the model reads the text too
   */
  constructor(
    private readonly continuesWord: (id: number) => boolean,
    private readonly read = true,
  ) {}

  /** How many tokens are known. */
  get length(): number {
    return this.ids.length;
  }

  /**
   * Takes the place of the text before.
   * @param ids token ids; several texts with `TEXT_END` between them
   */
  set(ids: readonly number[]): void {
    let shared = 0;
    while (shared < ids.length && this.ids[shared] === ids[shared]) shared++;
    for (let at = this.ids.length - 1; at >= shared; at--) this.places.get(this.ids[at]!)!.pop();
    this.ids.length = shared;
    for (let at = shared; at < ids.length; at++) {
      const id = ids[at]!;
      const places = this.places.get(id);
      if (places) places.push(at);
      else this.places.set(id, [at]);
      this.ids.push(id);
    }
  }

  /**
   * What followed the longest end of the context that the text has, best first, and the share of it in a score; null
   * where the last token is new.
   */
  recall(context: readonly number[]): { share: number; next: NgramContinuation[] } | null {
    const last = context.at(-1);
    const places = last === undefined || last === TEXT_END ? undefined : this.places.get(last);
    let length = 0;
    let counts = new Map<number, number>();
    for (const place of places?.slice(-MOST_PLACES) ?? []) {
      const next = this.ids[place + 1];
      if (next === undefined || next === TEXT_END) continue;
      const matched = this.matched(place, context);
      if (matched < length) continue;
      if (matched > length) counts = new Map();
      length = matched;
      counts.set(next, (counts.get(next) ?? 0) + 1);
    }
    return length === 0 ? null : recalled(length, counts, this.continuesWord, this.read);
  }

  /** How many tokens before and at a place are the context's last. */
  private matched(place: number, context: readonly number[]): number {
    const most = Math.min(LONGEST, context.length, place + 1);
    let length = 1;
    while (length < most) {
      const id = this.ids[place - length];
      if (id !== context[context.length - 1 - length] || id === TEXT_END) break;
      length++;
    }
    return length;
  }
}

/**
 * What was seen after a context, as a recall.
 * @param counts by token, above 0
 * @param read whether the model reads the text too
 */
export function recalled(
  length: number,
  counts: ReadonlyMap<number, number>,
  continuesWord: (id: number) => boolean,
  read: boolean,
): { share: number; next: NgramContinuation[] } {
  let count = 0;
  for (const each of counts.values()) count += each;
  const next = [...counts].map(([id, each]) => ({ id, probability: each / count }));
  next.sort((a, b) => b.probability - a.probability);
  const inWord = continuesWord(next[0]!.id);
  return { share: recallShare({ length, count, kinds: counts.size, inWord }, read), next };
}
