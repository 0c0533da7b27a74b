import type { RowCosts, SuperposedOptions } from '@superposed/decoding';
import type { TrimRule } from '@superposed/engine';
import { choice, CommandError, type OptionHelp, type OptionValues, wholeNumber } from 'superposed';
import type { CaseSettings } from '../texts/cases';
import { DECODERS, type DecoderName, type DecoderSettings } from './decoders';

/** What is measured, and how. */
export interface Study {
  readonly settings: DecoderSettings & CaseSettings;
  readonly decoders: readonly DecoderName[];
  /** Branch steps of the product, which has its own default. */
  readonly productBranchSteps: number | 'auto';
  /** Which of the texts. */
  readonly half: 'all' | 'tune' | 'report';
  /** Simulated writers at the product. */
  readonly typing: TypingSettings;
}

export interface TypingSettings {
  /** Of each kind of text; 0: no writers. */
  readonly passages: number;
  /** Least confidence of what they are shown, one study each. */
  readonly thresholds: readonly number[];
}

/** The options of `quality`, but for those of the model and the table. */
export const STUDY_OPTIONS: Readonly<Record<string, OptionHelp>> = {
  decoder: {
    option: { type: 'string' },
    help: `one or more of ${DECODERS.join(',')}; all by default. product: what the session shows; ngrams: the table alone`,
  },
  openings: { option: { type: 'string' }, help: 'distinct (default) or paper' },
  'branch-steps': {
    option: { type: 'string' },
    help: 'steps on a row a draft, with distinct openings, or auto; default 0, of the product auto',
  },
  k: { option: { type: 'string' }, help: 'drafts; default 3' },
  'prompt-tokens': {
    option: { type: 'string' },
    help: 'tokens of each text that are the prompt; default 15',
  },
  tokens: { option: { type: 'string' }, help: 'tokens in a draft; default 10' },
  limit: { option: { type: 'string' }, help: 'at most this many texts, the first ones' },
  sample: { option: { type: 'string' }, help: 'this many texts drawn at random, where a file is in order' },
  half: { option: { type: 'string' }, help: 'all (default), or only the half to tune or to report on' },
  seed: { option: { type: 'string' }, help: 'of sample, nucleus and intervals; default 1' },
  threshold: { option: { type: 'string' }, help: 'least confidence of what the product shows, 0 … 1' },
  'drop-unsupported': {
    option: { type: 'boolean' },
    help: 'ablation: a superposed draft ends with a token that no n-gram knows there',
  },
  trim: {
    option: { type: 'string' },
    help: 'product: ln p of a word and mean ln p of a draft that end it, on rows of its own and on shared ones, such as -7,-3.5,-2,-1.5',
  },
  'row-costs': {
    option: { type: 'string' },
    help: 'product: what passes of 1, 3 and 8 rows cost, such as 1,1.35,1.76; default as on WASM',
  },
  typing: {
    option: { type: 'string' },
    help: 'product: also simulate typing this many passages of each "kind"; slow, default 0',
  },
  'typing-thresholds': {
    option: { type: 'string' },
    help: 'least confidences to type with, such as 0,0.1,0.2; default 0',
  },
  set: {
    option: { type: 'string' },
    help: "numbers in a preset's place, such as alpha=0.5,gammaExponent=1000",
  },
};

/**
 * The study that some options ask for.
 * @throws {CommandError} an option is out of range
 */
export function studyOf(options: OptionValues): Study {
  const settings = settingsOf(options);
  return {
    settings,
    decoders: decodersOf(options),
    productBranchSteps: options['branch-steps'] === undefined ? 'auto' : settings.branchSteps,
    half: choice(options, 'half', ['all', 'tune', 'report']),
    typing: {
      passages: wholeNumber(options, 'typing', 0, 0),
      thresholds: thresholdsOf(options['typing-thresholds']),
    },
  };
}

function settingsOf(options: OptionValues): DecoderSettings & CaseSettings {
  const { sample, threshold, 'branch-steps': branchSteps } = options;
  return {
    openings: choice(options, 'openings', ['distinct', 'paper']),
    branchSteps: branchSteps === 'auto' ? 'auto' : wholeNumber(options, 'branch-steps', 0, 0),
    k: wholeNumber(options, 'k', 3),
    promptTokens: wholeNumber(options, 'prompt-tokens', 15),
    tokens: wholeNumber(options, 'tokens', 10),
    limit: wholeNumber(options, sample === undefined ? 'limit' : 'sample', Number.MAX_SAFE_INTEGER),
    shuffled: sample !== undefined,
    seed: wholeNumber(options, 'seed', 1, 0),
    ...(threshold !== undefined && { threshold: share(options, 'threshold') }),
    dropUnsupported: options['drop-unsupported'] === true,
    set: numbersOf(options['set']),
    ...(options['trim'] !== undefined && { trim: trimOf(options['trim']) }),
    ...(options['row-costs'] !== undefined && { rowCosts: rowCostsOf(options['row-costs']) }),
  };
}

function share(options: OptionValues, name: string): number {
  const value = Number(options[name]);
  if (options[name] !== '' && value >= 0 && value <= 1) return value;
  throw new CommandError('bad-option', `--${name} is a number from 0 to 1; got ${String(options[name])}.`);
}

/** '-7,-3.5,-2,-1.5' */
function trimOf(text: string | boolean): TrimRule {
  const [word, mean, sharedWord, sharedMean] = numbersIn(text, 4, (each) => each < 0, {
    name: 'trim',
    what: 'four numbers below 0, such as -7,-3.5,-2,-1.5',
  });
  return { word: word!, mean: mean!, shared: { word: sharedWord!, mean: sharedMean! } };
}

/** '1,2.5,6.5' */
function rowCostsOf(text: string | boolean): RowCosts {
  const [one, three, eight] = numbersIn(text, 3, (each) => each > 0, {
    name: 'row-costs',
    what: 'three numbers above 0, such as 1,2.5,6.5',
  });
  return [
    [1, one!],
    [3, three!],
    [8, eight!],
  ];
}

/** So many numbers, separated by commas. */
function numbersIn(
  text: string | boolean,
  count: number,
  fits: (each: number) => boolean,
  option: { readonly name: string; readonly what: string },
): number[] {
  const numbers = String(text).split(',').map(Number);
  if (numbers.length === count && numbers.every(fits)) return numbers;
  throw new CommandError('bad-option', `--${option.name} is ${option.what}; got ${String(text)}.`);
}

/** '0,0.1,0.2' */
function thresholdsOf(text: string | boolean = '0'): number[] {
  return String(text)
    .split(',')
    .map((threshold) => share({ threshold }, 'threshold'));
}

/** 'alpha=0.5,gammaExponent=9' */
function numbersOf(text: string | boolean | undefined): Partial<SuperposedOptions> {
  const known = ['alpha', 'tau', 'm', 'gammaExponent', 'firstStepMix', 'lengthPenalty', 'sharedRowBoost'];
  const numbers: Record<string, number> = {};
  for (const pair of typeof text === 'string' ? text.split(',') : []) {
    const [name = '', value = ''] = pair.split('=');
    numbers[name] = Number(value);
    if (known.includes(name) && value !== '' && Number.isFinite(numbers[name])) continue;
    throw new CommandError(
      'bad-option',
      `--set is name=number,… with ${known.join(', ')}; got ${String(text)}.`,
    );
  }
  return numbers;
}

function decodersOf({ decoder, openings }: OptionValues): DecoderName[] {
  if (decoder === undefined) return DECODERS.filter((name) => name !== 'paper' || openings !== 'paper');
  return String(decoder)
    .split(',')
    .map((name) =>
      choice({ decoder: name === 'batched' ? 'nucleus-batched' : name }, 'decoder', [...DECODERS]),
    );
}
