import type { ParseArgsConfig } from 'node:util';
import { CommandError } from './command-error';
import type { JsonRecord } from './records';

/** Options of a call by name, as node:util parseArgs gives them. */
export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;

/** One line of a command's help. */
export interface OptionHelp {
  readonly option: NonNullable<ParseArgsConfig['options']>[string];
  readonly help: string;
}

/** A row of the table that a person sees; all rows of a command have the same columns. */
export type TableRow = Readonly<Record<string, string | number>>;

interface Described {
  /** What goes in and what comes out, in one line. */
  readonly summary: string;
  readonly options?: Readonly<Record<string, OptionHelp>>;
}

/** A command that answers records. */
export interface Command extends Described {
  /** Takes a text in place of FILE too: an argument with a space in it. */
  readonly takesText?: boolean;
  /** Takes {file} records, one of each FILE of the call, instead of the records in one FILE. */
  readonly manyFiles?: boolean;
  /** Yields one result a line of output. */
  run(records: readonly JsonRecord[], options: OptionValues): AsyncIterable<object>;
  /** What a person sees of a result: its rows of the table. Omitted: the result's own fields. */
  rows?(result: object, record: JsonRecord | undefined, index: number): TableRow[];
}

/** A command that does something, and answers nothing. */
export interface Action extends Described {
  act(args: readonly string[], options: OptionValues): Promise<void>;
}

export type AnyCommand = Command | Action;

/** Commands by name, each loaded when it is called. */
export type Commands = Readonly<Record<string, () => Promise<AnyCommand>>>;

/**
 * An option that is one of some words.
 * @throws {CommandError} it is none of them
 */
export function choice<T extends string>(
  options: OptionValues,
  name: string,
  words: readonly [T, ...T[]],
): T {
  const value = options[name] ?? words[0];
  const found = words.find((word) => word === value);
  if (found) return found;
  throw new CommandError('bad-option', `--${name} is one of ${words.join(', ')}; got ${String(value)}.`);
}

/**
 * An option that is a whole number.
 * @throws {CommandError} it is not, or it is too small
 */
export function wholeNumber(options: OptionValues, name: string, fallback: number, least = 1): number {
  const value = Number(options[name] ?? fallback);
  if (Number.isSafeInteger(value) && value >= least) return value;
  const given = String(options[name]);
  throw new CommandError(
    'bad-option',
    `--${name} is a whole number of at least ${least}; got ${given || 'nothing'}.`,
  );
}
