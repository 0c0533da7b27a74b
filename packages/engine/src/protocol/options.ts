import { MAX_DRAFTS } from '@superposed/decoding';
import { EngineError } from './errors';
import { GATES, type GateSettings } from './gates';

/** Most tokens of a draft that can be asked for. */
export const MAX_TOKENS = 64;

/** How long drafts are. */
export const DRAFT_LENGTHS = ['word', 'phrase', 'sentence'] as const;
export type DraftLength = (typeof DRAFT_LENGTHS)[number];

/** How a set of drafts is made. */
export interface SuggestOptions {
  /** Number of drafts, 1 … 10. Default 3. */
  readonly k?: number;
  /** Most tokens of a draft, 1 … 64. Default 10. */
  readonly maxTokens?: number;
  /**
   * 'word': one. 'phrase': as many words as are worth it, by the chance that all of them are right times what they save.
   * 'sentence' (default): as far as a draft makes sense, to the end of its sentence at most.
   */
  readonly length?: DraftLength;
  /** 'distinct': each draft begins with another word. 'paper': Superposed Decoding as published. */
  readonly openings?: 'distinct' | 'paper';
  /**
   * Steps after the opening in which each draft is a row of its own; superposed from then on. 'auto' (default): as many
   * as fit the preset's budget at what rows cost on this device, and after them the best draft alone keeps a row, by
   * which the others go on too. 0 is Superposed Decoding throughout, maxTokens keeps the drafts apart to their end.
   * Numbers only with 'distinct'.
   */
  readonly branchSteps?: number | 'auto';
  /** Where no draft has this confidence, none is shown, 0 … 1. Default 0: all are. */
  readonly threshold?: number;
  /** Language of the field, BCP 47, as far as the page says it: in one that the model does not know there is silence. */
  readonly language?: string;
  /** Gates that are switched off, by their names: `{ gender: false }`. */
  readonly gates?: GateSettings;
  /**
   * What the text answers or is about: a message that is replied to, a title, who writes. It is put before the text, its
   * end in 192 tokens at most; its words and phrases come back too.
   */
  readonly context?: string;
  /**
   * Sentences of the page or the writer, offered where one has begun, and words of which come back: at most 200, of 500
   * characters each. `{…}` marks what is to be filled in.
   */
  readonly phrases?: readonly string[];
  /**
   * What stands after the caret. Of its line, the first words say where drafts end and how sure they are; there is none
   * where the line goes on as well without it.
   */
  readonly after?: string;
}

/**
 * Checks what came with a request, of whatever type it is.
 * @throws {EngineError} 'bad-options': which option is out of its range, and what that is
 */
export function checkSuggestOptions(options: { readonly [name in keyof SuggestOptions]?: unknown }): void {
  const { k, maxTokens, openings, branchSteps, threshold, language, gates, context, after, length, phrases } =
    options;
  checkCount('k', k, 1, MAX_DRAFTS);
  checkCount('maxTokens', maxTokens, 1, MAX_TOKENS);
  if (branchSteps !== 'auto') checkCount('branchSteps', branchSteps, 0, MAX_TOKENS);
  check('openings', openings, openings === 'distinct' || openings === 'paper', "'distinct' or 'paper'");
  const isLength = DRAFT_LENGTHS.includes(length as DraftLength);
  check('length', length, isLength, "'word', 'phrase' or 'sentence'");
  const isShare = typeof threshold === 'number' && threshold >= 0 && threshold <= 1;
  check('threshold', threshold, isShare, 'a number of 0 … 1');
  check('context', context, typeof context === 'string', 'a text');
  check('phrases', phrases, arePhrases(phrases), 'a list of at most 200 texts of 500 characters');
  check('after', after, typeof after === 'string', 'a text');
  check('language', language, typeof language === 'string' && language.length <= 100, 'a language tag');
  check('gates', gates, areGateSettings(gates), `true or false for some of ${GATES.join(', ')}`);
}

const MOST_PHRASES = { count: 200, length: 500 };

const arePhrases = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length <= MOST_PHRASES.count &&
  value.every((each) => typeof each === 'string' && each.length <= MOST_PHRASES.length);

function areGateSettings(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const known: readonly string[] = GATES;
  return Object.entries(value).every(([name, on]) => known.includes(name) && typeof on === 'boolean');
}

function checkCount(name: string, value: unknown, least: number, most: number): void {
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  check(name, value, fits, `a whole number of ${least} … ${most}`);
}

/** An option that is left out has its default. */
function check(name: string, value: unknown, fits: boolean, range: string): void {
  if (value === undefined || fits) return;
  throw new EngineError('bad-options', `${name} is ${shown(value)}; it must be ${range}.`);
}

/** A value for a message: short, and not all can be made a text. */
export function shown(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'an object' : String(value).slice(0, 40);
}
