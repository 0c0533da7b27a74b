import { InstantSession } from '@superposed/engine';
import type { Tokenizer } from '@superposed/engine/tokenizer';
import { PersonalNgrams, type NgramBase, type PersonalOptions } from '@superposed/ngram';
import { type JsonRecord, textField } from 'superposed';
import { mean, ratioInterval } from '../statistics/bootstrap';
import { simulateTyping, type Suggest, type Typing } from './typing';

/** What one writer writes, in the order of writing. */
export type Session = readonly string[];

/**
 * The texts of each source in their order, whole, from the first one on: a writer who goes on with one matter.
 * @param characters of a session; the last text is cut there
 */
export function sessionsOf(records: readonly JsonRecord[], characters: number): Session[] {
  const sessions = new Map<unknown, { texts: string[]; length: number }>();
  for (const record of records) {
    const session = sessions.get(record['source']) ?? { texts: [], length: 0 };
    sessions.set(record['source'], session);
    const text = textField(record, 'text').slice(0, characters - session.length);
    if (text === '') continue;
    session.texts.push(text);
    session.length += text.length;
  }
  return [...sessions.values()].map(({ texts }) => texts);
}

/**
 * Types a session with drafts by n-grams alone.
 * @param own what the writer's n-grams are laid over the table with; null: the table alone
 */
export async function typeSession(
  session: Session,
  table: NgramBase,
  tokenizer: Tokenizer,
  own: { readonly options: PersonalOptions } | null,
): Promise<Typing[]> {
  const personal = own && new PersonalNgrams(table, own.options);
  const instant = new InstantSession(personal ?? table, tokenizer);
  const typings: Typing[] = [];
  for (const text of session) {
    let learned = 0;
    const learn = (end: number): void => {
      personal?.learn(tokenizer.encode(text.slice(learned, end)));
      learned = end;
    };
    const suggest: Suggest = (typed) => {
      // As in the page, a sentence is learned when it has ended.
      const end = typed.slice(learned).search(/(?<=[.!?\n])\s+\S*$/u);
      if (end > 0) learn(learned + end);
      return Promise.resolve(instant.suggest({ text: typed }));
    };
    typings.push(await simulateTyping(text, suggest));
    learn(text.length);
  }
  return typings;
}

/** What the writers' own n-grams save beyond the table. */
export interface Rise {
  readonly sessions: number;
  readonly characters: number;
  /** Share of keystrokes saved by the table alone, and with the writer's own n-grams. */
  readonly saved: { readonly table: number; readonly personal: number };
  /** Share of drafts in view whose first word was right. */
  readonly precision: { readonly table: number; readonly personal: number };
  /** Keystrokes saved with them by those without, less 1; 95% bootstrap interval over the sessions. */
  readonly rise: number;
  readonly rise_interval: readonly [low: number, high: number];
  /** Sessions in which fewer keystrokes were saved than by the table alone. */
  readonly worse: number;
}

/** @param table typings of each session @param personal of the same sessions with the writers' own n-grams */
export function riseOf(
  table: readonly (readonly Typing[])[],
  personal: readonly (readonly Typing[])[],
  seed: number,
): Rise {
  const sum = (typings: readonly Typing[], value: (typing: Typing) => number): number =>
    typings.reduce((total, typing) => total + value(typing), 0);
  const keys = (typings: readonly Typing[]): number =>
    sum(typings, ({ characters, keystrokes }) => characters - keystrokes);
  const characters = sum(table.flat(), (typing) => typing.characters);
  const [before, after] = [table.map(keys), personal.map(keys)];
  const precision = (all: readonly Typing[]): number =>
    sum(all, ({ firstWordRight }) => firstWordRight) / sum(all, ({ shown }) => shown);
  const [low, high] = ratioInterval(after, before, seed);
  return {
    sessions: table.length,
    characters,
    saved: { table: keys(table.flat()) / characters, personal: keys(personal.flat()) / characters },
    precision: { table: precision(table.flat()), personal: precision(personal.flat()) },
    rise: mean(after) / mean(before) - 1,
    rise_interval: [low - 1, high - 1],
    worse: after.filter((saved, i) => saved < before[i]!).length,
  };
}
