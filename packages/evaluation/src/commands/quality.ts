import { promptRows, type LanguageModel, type NextTokens } from '@superposed/decoding';
import type { Tokenizer } from '@superposed/engine/tokenizer';
import { choice, CommandError, wholeNumber, type Command, type OptionValues } from '../command';
import { greedy, superposed, type Decode, type DecoderSettings } from '../decoders';
import { MODEL_OPTIONS, withModel, type LoadedModel } from '../model';
import { loadEnglishNgrams, loadExactNgrams } from '../ngrams';
import { commonPrefix, firstWord, summarise, type MeasuredPrompt, type Quality } from '../quality';
import { textField, type JsonRecord } from '../records';
import { negativeLogLikelihood } from './perplexity';

/** What is measured, and on what. */
interface Settings extends DecoderSettings {
  readonly promptTokens: number;
  readonly limit: number;
  readonly seed: number;
}

/** A prompt and how the writer went on. */
interface Case {
  readonly ids: readonly number[];
  readonly nextId: number;
  readonly rest: string;
}

interface QualityOf extends Quality {
  readonly decoder: string;
}

function settingsOf(options: OptionValues): Settings {
  return {
    openings: choice(options, 'openings', ['distinct', 'paper']),
    branchSteps: wholeNumber(options, 'branch-steps', 0, 0),
    k: wholeNumber(options, 'k', 3),
    promptTokens: wholeNumber(options, 'prompt-tokens', 15),
    tokens: wholeNumber(options, 'tokens', 10),
    limit: wholeNumber(options, 'limit', Number.MAX_SAFE_INTEGER),
    seed: wholeNumber(options, 'seed', 1, 0),
  };
}

/** The first `limit` texts that go on for as many tokens as a draft has. */
function casesOf(records: readonly JsonRecord[], tokenizer: Tokenizer, settings: Settings): Case[] {
  const { promptTokens, tokens, limit } = settings;
  const cases: Case[] = [];
  for (const record of records) {
    if (cases.length === limit) break;
    const all = tokenizer.encode(textField(record, 'text'));
    if (all.length < promptTokens + tokens) continue;
    const rest = tokenizer.decode(all.slice(promptTokens));
    cases.push({ ids: all.slice(0, promptTokens), nextId: all[promptTokens]!, rest });
  }
  if (cases.length > 0) return cases;
  throw new CommandError('bad-record', `No text has ${promptTokens + tokens} tokens or more.`);
}

async function measure(
  loaded: LoadedModel,
  { ids, nextId, rest }: Case,
  decode: Decode,
): Promise<MeasuredPrompt> {
  const { model, tokenizer } = loaded;
  const next = await prefill(model, ids);
  const start = performance.now();
  const drafts = await decode(ids, next);
  const milliseconds = performance.now() - start;
  const measured = [];
  for (const { tokens, finished } of drafts) {
    const nll = await negativeLogLikelihood(model, [...ids, ...tokens], ids.length);
    const text = tokenizer.decode(finished ? tokens.slice(0, -1) : tokens);
    measured.push({
      nllPerToken: nll / tokens.length,
      firstTokenRight: tokens[0] === nextId,
      matched: commonPrefix(text, rest),
      firstWord: firstWord(text),
    });
  }
  return { drafts: measured, milliseconds };
}

async function prefill(model: LanguageModel, ids: readonly number[]): Promise<NextTokens> {
  model.truncate(0);
  const [next] = await model.forward(promptRows(ids, 0));
  if (!next) throw new Error('The language model returned no distribution for a scored row.');
  return next;
}

export const quality: Command = {
  summary: '{text} → figures of the drafts after its first tokens, a line a decoder',
  options: {
    ...MODEL_OPTIONS,
    decoder: { option: { type: 'string' }, help: 'superposed or greedy; both by default' },
    openings: { option: { type: 'string' }, help: 'distinct (default) or paper' },
    'branch-steps': {
      option: { type: 'string' },
      help: 'steps on a row a draft, with distinct openings; default 0',
    },
    k: { option: { type: 'string' }, help: 'drafts; default 3' },
    'prompt-tokens': {
      option: { type: 'string' },
      help: 'tokens of each text that are the prompt; default 15',
    },
    tokens: { option: { type: 'string' }, help: 'tokens in a draft; default 10' },
    limit: { option: { type: 'string' }, help: 'at most this many texts' },
    seed: { option: { type: 'string' }, help: 'of the intervals; default 1' },
    ngrams: {
      option: { type: 'string' },
      help: 'table (default), the English one, or exact: unpruned counts, see exact-ngrams',
    },
    'no-ngrams': { option: { type: 'boolean' }, help: 'the model alone, without the n-gram table' },
  },
  run: (records, options) =>
    withModel(options, async function* (loaded) {
      const settings = settingsOf(options);
      const { decoder } = options;
      const decoders = ['superposed', 'greedy'] as const;
      const chosen = decoder === undefined ? decoders : [choice(options, 'decoder', [...decoders])];
      const cases = casesOf(records, loaded.tokenizer, settings);
      const needsNgrams = chosen.includes('superposed') && !options['no-ngrams'];
      const source = choice(options, 'ngrams', ['table', 'exact']);
      const load = source === 'exact' ? loadExactNgrams : loadEnglishNgrams;
      const ngrams = needsNgrams ? await load(loaded.tokenizer) : null;
      for (const name of chosen) {
        const decode = name === 'greedy' ? greedy(loaded, settings) : superposed(loaded, ngrams, settings);
        const prompts: MeasuredPrompt[] = [];
        for (const each of cases) prompts.push(await measure(loaded, each, decode));
        const drafts = name === 'greedy' ? 1 : settings.k;
        const { openings, branchSteps: branch_steps } = settings;
        const how = name === 'greedy' ? {} : { openings, branch_steps };
        yield { decoder: name, ...how, k: drafts, ...summarise(prompts, drafts, settings.seed) };
      }
    }),
  rows(result) {
    const { decoder, ...figures } = result as QualityOf;
    const round = (value: number): string => String(Number(value.toPrecision(3)));
    const { first_token_right: first, matched } = figures;
    return [
      {
        decoder,
        'perplexity by draft': figures.perplexity_by_draft.map(round).join(' / '),
        best: round(figures.perplexity_best),
        'geo. mean': round(figures.perplexity_geometric),
        'first token right in 1 / k': `${round(first.of_1)} / ${round(first.of_k)}`,
        'matched 1 / k': `${round(matched.of_1)} / ${round(matched.of_k)}`,
        'k: 95% interval': matched.of_k_interval.map(round).join(' … '),
        'first words': round(figures.distinct_first_words),
        ms: Math.round(figures.milliseconds),
      },
    ];
  },
};
