import type { Draft } from '../protocol/drafts';
import { wordAtStart } from '../text/words';

/** What is to be filled in, in a phrase: `{name}`; its end is where a draft stops. */
const MARK = /\{[^{}\n]*\}/u;

/** UTF-16 units before the caret in which a phrase may have begun. */
const REACH = 600;
/** Letters of a phrase that have to be there before it is offered. */
const LEAST = 2;

/** Where a phrase may begin: a text, a line, a sentence. */
const BEGINNINGS = /(?:^|\n|[.!?…]["'”’)\]]*\s)\s*/gu;

/** Chances that a phrase is meant, by how many of its words stand there already, 0 … 3 and more: chosen, not measured. */
const CHANCES = [0.3, 0.5, 0.7, 0.85];

/** The parts of a phrase between its marks. */
export const partsOf = (phrase: string): string[] => phrase.trim().split(MARK);

/**
 * The page's own phrases that what stands before the caret is the beginning of, as drafts up to the next mark, the surest
 * first. Upper and lower case and the number of spaces make no difference.
 */
export function phraseDrafts(text: string, phrases: readonly string[] = []): Draft[] {
  const near = text.slice(-REACH);
  const beginnings = Array.from(near.matchAll(BEGINNINGS), ({ index, 0: found }) =>
    near.slice(index + found.length),
  );
  const found = new Map<string, number>();
  for (const phrase of phrases) {
    const parts = partsOf(phrase);
    for (const beginning of beginnings) {
      const rest = restOf(parts, beginning);
      if (rest === null || !/[\p{L}\p{N}]/u.test(rest)) continue;
      const words = beginning.trim().split(/\s+/u).length - 1;
      const chance = CHANCES[Math.min(words, CHANCES.length - 1)]!;
      found.set(rest, Math.max(chance, found.get(rest) ?? 0));
      break;
    }
  }
  return [...found]
    .map(([rest, chance]): Draft => ({ text: rest, confidence: chance / found.size, source: 'phrases' }))
    .sort((a, b) => b.confidence - a.confidence);
}

/** What of a phrase comes next, up to its next mark or end; null where the text is no beginning of it. */
function restOf(parts: readonly string[], beginning: string): string | null {
  let left = beginning;
  for (const [i, part] of parts.entries()) {
    const at = i === 0 ? 0 : filledUp(left, part);
    if (at === null) return null;
    left = left.slice(at);
    const typed = matched(left, part);
    if (typed === null) return null;
    // The caret stands in this part, or in the mark after it, of which nothing is known yet.
    if (left.length === typed.length) return beginning.trim().length < LEAST ? null : part.slice(typed.of);
    left = left.slice(typed.length);
    if (left.trim() === '') return null;
  }
  return null;
}

/** How much of a text fills a mark before `part`; null where the mark may still be being filled. */
function filledUp(text: string, part: string): number | null {
  const fill = /^[^\n]*?[\p{L}\p{N}]/u.exec(text)?.[0].length;
  if (fill === undefined || part.trim() === '') return null;
  for (let at = fill; at <= text.length; at++) {
    const typed = matched(text.slice(at), part);
    if (typed && (typed.length > 0 || at === text.length)) return at;
  }
  return null;
}

/**
 * How far a text and a part of a phrase go together, in letters of each: to the end of either; null where they differ
 * before.
 */
function matched(text: string, part: string): { readonly length: number; readonly of: number } | null {
  let [length, of] = [0, 0];
  while (length < text.length && of < part.length) {
    const spaces = /^\s+/u.exec(text.slice(length))?.[0].length ?? 0;
    if (spaces > 0 && /\s/u.test(part[of]!)) [length, of] = [length + spaces, of + 1];
    else if (text[length]!.toLowerCase() === part[of]!.toLowerCase()) [length, of] = [length + 1, of + 1];
    else return null;
  }
  return { length, of };
}

/** Drafts with those of phrases among them, each first word once, the surest first; at most k. */
export function withPhrases(phrases: readonly Draft[], drafts: readonly Draft[], k: number): Draft[] {
  if (phrases.length === 0) return [...drafts];
  const wordOf = ({ text }: Draft): string => wordAtStart(text.trimStart()).toLowerCase();
  const said = new Set(phrases.map(wordOf));
  const others = drafts.filter((draft) => !said.has(wordOf(draft)));
  return [...phrases, ...others].sort((a, b) => b.confidence - a.confidence).slice(0, k);
}
