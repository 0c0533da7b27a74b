import { seededRandom } from '@superposed/decoding/random';
import { createHash } from 'node:crypto';
import type { Tokenizer } from '@superposed/engine/tokenizer';
import { CommandError, type JsonRecord, textField } from 'superposed';

/** Which texts are measured, and where each is cut. */
export interface CaseSettings {
  /** Tokens of each text that are the prompt. */
  readonly promptTokens: number;
  /** Most tokens in a draft; a text goes on for at least as many. */
  readonly tokens: number;
  /** At most this many texts. */
  readonly limit: number;
  /** Whether to draw the texts at random. A file may be ordered by source, and its first texts then say little. */
  readonly shuffled: boolean;
  /** Of the drawing. */
  readonly seed: number;
}

/** A prompt and how the writer went on. */
export interface Case {
  readonly text: string;
  /** Token ids of the prompt: the model's beginning-of-text token where it wants one, then [promptTokens]. */
  readonly ids: readonly number[];
  /** The next `tokens` ids. */
  readonly nextIds: readonly number[];
  /** What follows the prompt, more than a draft can match. */
  readonly rest: string;
}

/** The text of a prompt, without what only the model reads. */
export const promptText = (
  ids: readonly number[],
  { decode, bosIds }: Pick<Tokenizer, 'decode' | 'bosIds'>,
): string => decode(ids.slice(bosIds.length));

/** Characters of a text that are enough for its first `tokens` tokens and what is compared with a draft. */
const enough = (tokens: number): number => 64 + 24 * tokens;

/** @throws {CommandError} no text is long enough */
export function casesOf(
  records: readonly JsonRecord[],
  tokenizer: Pick<Tokenizer, 'encode' | 'decode' | 'bosIds'>,
  { promptTokens, tokens, limit, shuffled, seed }: CaseSettings,
): Case[] {
  const cases: Case[] = [];
  for (const record of shuffled ? shuffle(records, seed) : records) {
    if (cases.length === limit) break;
    const text = textField(record, 'text');
    const all = tokenizer.encode(text.slice(0, enough(promptTokens + tokens)));
    if (all.length < promptTokens + tokens) continue;
    const nextIds = all.slice(promptTokens, promptTokens + tokens);
    cases.push({
      text,
      ids: [...tokenizer.bosIds, ...all.slice(0, promptTokens)],
      nextIds,
      rest: tokenizer.decode(all.slice(promptTokens)),
    });
  }
  if (cases.length > 0) return cases;
  throw new CommandError('bad-record', `No text has ${promptTokens + tokens} tokens or more.`);
}

/** The same order for the same seed (Fisher and Yates). */
export function shuffle<T>(values: readonly T[], seed: number): T[] {
  const shuffled = [...values];
  const random = seededRandom(seed);
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
  }
  return shuffled;
}

/** Settings are tuned on one half of the texts and reported on the other; which is which follows from a text alone. */
export function halfOf<T extends { readonly text?: unknown }>(
  records: readonly T[],
  half: 'all' | 'tune' | 'report',
): readonly T[] {
  if (half === 'all') return records;
  const isTune = (record: T): boolean =>
    createHash('sha256')
      .update(textField({ ...record }, 'text'))
      .digest()[0]! %
      2 ===
    0;
  return records.filter((record) => isTune(record) === (half === 'tune'));
}
