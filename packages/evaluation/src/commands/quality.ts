import type { RowCosts, SuperposedOptions } from '@superposed/decoding';
import { SuggestionSession, type TrimRule } from '@superposed/engine';
import {
  choice,
  type Command,
  CommandError,
  type JsonRecord,
  type OptionValues,
  wholeNumber,
} from 'superposed';
import { MODEL_OPTIONS, withModel } from 'superposed/model';
import { loadEnglishNgrams } from 'superposed/ngrams';
import { bootstrapInterval, mean } from '../statistics/bootstrap';
import { casesOf, halfOf, type CaseSettings } from '../texts/cases';
import { CountingModel } from '../quality/counting-model';
import {
  DECODERS,
  makeDecoder,
  sessionOptions,
  type DecoderName,
  type DecoderParts,
  type DecoderSettings,
} from '../quality/decoders';
import { measureCase } from '../quality/measure';
import { loadExactNgrams } from '../ngrams/exact-ngrams';
import { bestOf, summarise, type MeasuredPrompt, type Quality } from '../quality/quality';
import {
  passagesOf,
  remembered,
  summariseTyping,
  typeAll,
  type KeystrokeSaving,
} from '../typing/typing-study';

/** Characters of a passage in a simulated session. */
const PASSAGE = 200;

type Settings = DecoderSettings & CaseSettings;

interface QualityOf extends Quality {
  readonly decoder: string;
  readonly branch_steps?: number | 'auto';
  /** What the best of k matches more than the first decoder's, prompt by prompt. */
  readonly matched_more: { readonly mean: number; readonly interval: readonly [number, number] };
  readonly typing?: readonly ThresholdSaving[];
}

function settingsOf(options: OptionValues): Settings {
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
  const numbers = String(text).split(',').map(Number);
  const [word = NaN, mean = NaN, sharedWord = NaN, sharedMean = NaN] = numbers;
  if (numbers.length === 4 && numbers.every((each) => each < 0)) {
    return { word, mean, shared: { word: sharedWord, mean: sharedMean } };
  }
  throw new CommandError(
    'bad-option',
    `--trim is four numbers below 0, such as -7,-3.5,-2,-1.5; got ${String(text)}.`,
  );
}

/** '1,2.5,6.5' */
function rowCostsOf(text: string | boolean): RowCosts {
  const times = String(text).split(',').map(Number);
  const [one, three, eight] = times;
  if (times.length === 3 && times.every((each) => each > 0))
    return [
      [1, one!],
      [3, three!],
      [8, eight!],
    ];
  throw new CommandError(
    'bad-option',
    `--row-costs is three numbers above 0, such as 1,2.5,6.5; got ${String(text)}.`,
  );
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

/** Simulated writers at the product. */
interface TypingStudy {
  /** Of each kind of text. */
  readonly passages: number;
  /** Least confidence of what they are shown, one study each. */
  readonly thresholds: readonly number[];
}

interface ThresholdSaving extends KeystrokeSaving {
  readonly threshold: number;
}

/** What simulated writers save. */
async function typing(
  { model, tokenizer, ngrams }: DecoderParts,
  records: readonly JsonRecord[],
  { passages: count, thresholds }: TypingStudy,
  { k, tokens: maxTokens, seed, ...settings }: Settings,
): Promise<ThresholdSaving[]> {
  const passages = passagesOf(records, count, PASSAGE, seed);
  const { trim, rowCosts } = settings;
  const session = new SuggestionSession({
    model,
    tokenizer,
    ngrams,
    ...(trim && { trim }),
    ...(rowCosts && { rowCosts }),
  });
  const request = { k, maxTokens, ...sessionOptions(settings) };
  const suggest = remembered((text) => session.suggest({ ...request, text }));
  const savings: ThresholdSaving[] = [];
  for (const threshold of thresholds) {
    const typings = await typeAll(passages, suggest, { threshold });
    savings.push(...summariseTyping(passages, typings, seed).map((each) => ({ threshold, ...each })));
  }
  return savings;
}

export const quality: Command = {
  summary: '{text} → figures of the drafts after its first tokens, a line a decoder',
  options: {
    ...MODEL_OPTIONS,
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
    ngrams: {
      option: { type: 'string' },
      help: 'table (default), the English one, or exact: unpruned counts, see exact-ngrams',
    },
    'no-ngrams': { option: { type: 'boolean' }, help: 'the model alone, without the n-gram table' },
  },
  run: (records, options) =>
    withModel(options, async function* ({ model: real, tokenizer }) {
      const settings = settingsOf(options);
      const { k, seed } = settings;
      const study = {
        passages: wholeNumber(options, 'typing', 0, 0),
        thresholds: thresholdsOf(options['typing-thresholds']),
      };
      const chosen = decodersOf(options);
      const texts = halfOf(records, choice(options, 'half', ['all', 'tune', 'report']));
      const cases = casesOf(texts, tokenizer, settings);
      const load =
        choice(options, 'ngrams', ['table', 'exact']) === 'exact' ? loadExactNgrams : loadEnglishNgrams;
      const model = new CountingModel(real);
      const parts = { model, tokenizer, ngrams: options['no-ngrams'] ? null : await load(tokenizer) };
      const branchStepsOf = (name: DecoderName): number | 'auto' =>
        name === 'product' && options['branch-steps'] === undefined ? 'auto' : settings.branchSteps;
      const decoders = chosen.map((name) =>
        makeDecoder(name, parts, { ...settings, branchSteps: branchStepsOf(name) }),
      );
      const prompts: MeasuredPrompt[][] = [];
      for (const [index, each] of cases.entries()) {
        prompts.push(await measureCase(model, decoders, each, index));
      }
      const matched = (i: number): number[] =>
        bestOf(
          prompts.map((each) => each[i]!),
          k,
          (draft) => draft.matched,
        );
      for (const [i, decoder] of chosen.entries()) {
        const more = matched(i).map((value, n) => value - matched(0)[n]!);
        const own = decoder === 'greedy' ? 1 : k;
        const superposes = ['superposed', 'product'].includes(decoder);
        yield {
          decoder,
          ...(superposes && { openings: settings.openings, branch_steps: branchStepsOf(decoder) }),
          k: own,
          ...summarise(
            prompts.map((each) => each[i]!),
            own,
            seed,
          ),
          matched_more: { mean: mean(more), interval: bootstrapInterval(more, seed) },
          ...(decoder === 'product' &&
            study.passages > 0 && {
              typing: await typing(parts, texts, study, {
                ...settings,
                branchSteps: branchStepsOf(decoder),
              }),
            }),
        };
      }
    }),
  rows(result) {
    const { decoder, branch_steps: steps, typing: saving, ...figures } = result as QualityOf;
    const round = (value: number): string => String(Number(value.toPrecision(3)));
    const { first_token_right: first, first_word_right: word, matched } = figures;
    const all = saving?.at(-1);
    return [
      {
        decoder: steps === undefined ? decoder : `${decoder} ${steps}`,
        'perplexity by draft': figures.perplexity_by_draft.map(round).join(' / '),
        best: round(figures.perplexity_best),
        'geo. mean': round(figures.perplexity_geometric),
        'first token right in 1 / k': `${round(first.of_1)} / ${round(first.of_k)}`,
        'first word': `${round(word.of_1)} / ${round(word.of_k)}`,
        'matched 1 / k': `${round(matched.of_1)} / ${round(matched.of_k)}`,
        'k: 95% interval': matched.of_k_interval.map(round).join(' … '),
        'first words': round(figures.distinct_first_words),
        overlap: round(figures.bigram_overlap),
        'rows / passes': `${round(figures.rows)} / ${round(figures.passes)}`,
        ms: Math.round(figures.milliseconds),
        'keys saved': all ? `${round(all.saved)} at ${round(all.precision)}` : '',
      },
    ];
  },
};
