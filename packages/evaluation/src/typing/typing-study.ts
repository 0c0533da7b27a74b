import { type JsonRecord, textField } from 'superposed';
import { bootstrapInterval } from '../statistics/bootstrap';
import { shuffle } from '../texts/cases';
import { simulateTyping, type Suggest, type Typing, type TypingOptions } from './typing';

/** A text that is typed, and where it comes from. */
export interface Passage {
  readonly kind: string;
  readonly text: string;
}

/** What drafts save a writer over many passages; shares of sums, with 95% bootstrap intervals over the passages. */
export interface KeystrokeSaving {
  readonly kind: string;
  readonly passages: number;
  readonly characters: number;
  readonly keystrokes: number;
  readonly saved: number;
  readonly saved_interval: readonly [low: number, high: number];
  /** Of the first word of the first draft in view, key by key; NaN where nothing was ever in view. */
  readonly precision: number;
  /** The same, each set of drafts counted once, when it comes into view. */
  readonly precision_offered: number;
  /** Share of keys before which a draft was in view. */
  readonly shown: number;
  /** Requests for drafts a 100 characters. */
  readonly asked: number;
}

/**
 * Some texts of each kind, cut after a word.
 * @param count of each kind
 * @param length characters, about
 */
export function passagesOf(
  records: readonly JsonRecord[],
  count: number,
  length: number,
  seed: number,
): Passage[] {
  const kinds = new Map<string, Passage[]>();
  for (const record of shuffle(records, seed)) {
    const kind = typeof record['kind'] === 'string' ? record['kind'] : 'all';
    const passages = kinds.get(kind) ?? [];
    const text = textField(record, 'text');
    if (passages.length === count || text.length < length) continue;
    kinds.set(kind, [...passages, { kind, text: cutAfterWord(text, length) }]);
  }
  return [...kinds.values()].flat();
}

/** The beginning of a text up to the end of the word that reaches `length`. */
function cutAfterWord(text: string, length: number): string {
  const end = text.slice(length).search(/\s/u);
  return end < 0 ? text : text.slice(0, length + end);
}

/** Remembers answers: what comes after the same text is the same, whatever was in view before. */
export function remembered(suggest: Suggest): Suggest {
  const answers = new Map<string, ReturnType<Suggest>>();
  return (text) => {
    const known = answers.get(text) ?? suggest(text);
    answers.set(text, known);
    return known;
  };
}

/** Types each passage. */
export async function typeAll(
  passages: readonly Passage[],
  suggest: Suggest,
  options: TypingOptions,
): Promise<Typing[]> {
  const typings: Typing[] = [];
  for (const { text } of passages) typings.push(await simulateTyping(text, suggest, options));
  return typings;
}

/** The figures of each kind, and of all together where there are several. */
export function summariseTyping(
  passages: readonly Passage[],
  typings: readonly Typing[],
  seed: number,
): KeystrokeSaving[] {
  const kinds = [...new Set(passages.map(({ kind }) => kind))].sort();
  const groups = kinds.map((kind) => ({ kind, of: typings.filter((_, i) => passages[i]!.kind === kind) }));
  if (kinds.length > 1) groups.push({ kind: 'all', of: [...typings] });
  return groups.map(({ kind, of }) => {
    const sum = (value: (typing: Typing) => number): number =>
      of.reduce((total, typing) => total + value(typing), 0);
    const [characters, keystrokes] = [sum((t) => t.characters), sum((t) => t.keystrokes)];
    const shown = sum((t) => t.shown);
    return {
      kind,
      passages: of.length,
      characters,
      keystrokes,
      saved: 1 - keystrokes / characters,
      // Passages are about as long as each other, so the mean of their shares stands for the share of the sums.
      saved_interval: bootstrapInterval(
        of.map(({ saved }) => saved),
        seed,
      ),
      precision: sum((t) => t.firstWordRight) / shown,
      precision_offered: sum((t) => t.offeredRight) / sum((t) => t.offered),
      shown: shown / sum((t) => t.turns),
      asked: (100 * sum((t) => t.asked)) / characters,
    };
  });
}
