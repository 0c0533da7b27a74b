import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Draft } from '@superposed/decoding';
import {
  CONFIDENCE,
  GATES,
  confidenceFeatures,
  confidenceOf,
  SuggestionSession,
  type ConfidenceFeatures,
  type ConfidenceWeights,
} from '@superposed/engine';
import type { Tokenizer } from '@superposed/engine/tokenizer';
import { type Command, wholeNumber } from 'superposed';
import { MODEL_OPTIONS, withModel } from 'superposed/model';
import { loadEnglishNgrams } from 'superposed/ngrams';
import { casesOf, halfOf, promptText, type Case } from '../texts/cases';
import { fitLogistic } from '../statistics/logistic';
import { reliability, reliabilityPlot, type Reliability, type Stated } from '../statistics/reliability';
import { leadingWords } from '../typing/typing';

/** Confidence is about all drafts, those that are held back for other reasons too. */
const ALL_OPEN = Object.fromEntries(GATES.map((name) => [name, false]));

/** A draft as a writer was shown it. */
interface Sample extends ConfidenceFeatures {
  /** Whether its first word is the writer's. */
  readonly right: boolean;
}

const NAMES = ['score', 'model', 'rank', 'typed', 'sure'] as const;
/** Letters of the next word that are typed, in turn over the prompts: half of them stand between words. */
const TYPED = [0, 1, 0, 2, 0, 3];

const plotFile = fileURLToPath(new URL('../../../../docs/calibration.svg', import.meta.url));

/** The text up to the caret, and what the writer goes on with. */
function caretIn({ rest }: Case, before: string, index: number): { text: string; meant: string } {
  const letters = TYPED[index % TYPED.length]!;
  const word = /^ ?[\p{L}\p{N}]+/u.exec(rest)?.[0] ?? '';
  const typed =
    letters > 0 && word.trim().length > letters
      ? word.slice(0, word.length - word.trim().length + letters)
      : '';
  return { text: before + typed, meant: rest.slice(typed.length) };
}

function samplesOf(drafts: readonly Draft[], typed: string, tokenizer: Tokenizer, meant: string): Sample[] {
  return confidenceFeatures(drafts, typed, tokenizer).map((features, i) => {
    const text = tokenizer.decode(drafts[i]!.tokens).slice(typed.length);
    return { ...features, right: leadingWords(text, meant).length > 0 };
  });
}

const featuresOf = (sample: Sample): number[] => NAMES.map((name) => sample[name]);

export const calibrate: Command = {
  summary: '{text} → weights of the confidence, fitted on one half, and how well it holds on the other',
  options: {
    ...MODEL_OPTIONS,
    sample: {
      option: { type: 'string' },
      help: 'texts in both halves together, drawn at random; default 1000',
    },
    k: { option: { type: 'string' }, help: 'drafts; default 3' },
    seed: { option: { type: 'string' }, help: 'of the sample; default 1' },
    'no-ngrams': { option: { type: 'boolean' }, help: 'the model alone, without the n-gram table' },
    plot: { option: { type: 'boolean' }, help: 'also draw docs/calibration.svg' },
  },
  run: (records, options) =>
    withModel(options, async function* ({ model, tokenizer, languages, presets }) {
      const settings = {
        promptTokens: 15,
        tokens: 10,
        limit: wholeNumber(options, 'sample', 1000),
        shuffled: true,
        seed: wholeNumber(options, 'seed', 1, 0),
      };
      const k = wholeNumber(options, 'k', 3);
      const ngrams = options['no-ngrams'] ? null : await loadEnglishNgrams(tokenizer);
      const session = new SuggestionSession({ model, tokenizer, ngrams, languages, presets });
      const samples = async (cases: readonly Case[]): Promise<Sample[]> => {
        const found: Sample[] = [];
        for (const [index, each] of cases.entries()) {
          const { text, meant } = caretIn(each, promptText(each.ids, tokenizer), index);
          const onDecoded = (drafts: readonly Draft[], typed: string) =>
            void found.push(...samplesOf(drafts, typed, tokenizer, meant));
          await session.suggest({ text, k, gates: ALL_OPEN }, { onDecoded });
        }
        return found;
      };
      const cases = casesOf(records, tokenizer, settings);
      const fittedOn = await samples(halfOf(cases, 'tune'));
      const others = await samples(halfOf(cases, 'report'));
      const { intercept, weights } = fitLogistic(
        fittedOn.map(featuresOf),
        fittedOn.map(({ right }) => right),
      );
      const round = (value: number): number => Number(value.toPrecision(3));
      const fitted = {
        intercept: round(intercept),
        ...(Object.fromEntries(
          NAMES.map((name, i) => [name, round(weights[i]!)]),
        ) as unknown as ConfidenceFeatures),
      };
      const stated = (weightsOf: ConfidenceWeights): Stated[] =>
        others.map((sample) => ({ probability: confidenceOf(sample, weightsOf), outcome: sample.right }));
      const held = reliability(stated(fitted));
      const { error, brier } = reliability(stated(presets.confidence ?? CONFIDENCE));
      if (options['plot']) {
        await writeFile(plotFile, reliabilityPlot(held, 'First words: stated confidence, observed share'));
      }
      yield {
        fitted_on: fittedOn.length,
        reported_on: others.length,
        presets: { ...presets, confidence: fitted },
        ...held,
        shipped: { error, brier },
      };
    }),
  rows(result) {
    const { bins } = result as Reliability;
    return bins.map(({ from, samples, stated, observed }) => ({
      confidence: `${from.toFixed(1)} … ${(from + 0.1).toFixed(1)}`,
      drafts: samples,
      stated: stated.toFixed(3),
      observed: observed.toFixed(3),
    }));
  },
};
