import type { JsonRecord } from 'superposed';
import { bootstrapInterval, mean } from '../statistics/bootstrap';
import { casesOf, halfOf } from '../texts/cases';
import {
  passagesOf,
  remembered,
  summariseTyping,
  typeAll,
  type KeystrokeSaving,
} from '../typing/typing-study';
import { CountingModel } from './counting-model';
import { makeDecoder, sessionOf, sessionOptions, type DecoderName, type DecoderParts } from './decoders';
import { measureCase } from './measure';
import type { Study } from './options';
import { bestOf, summarise, type MeasuredPrompt, type Quality } from './quality';

/** Characters of a passage in a simulated session. */
const PASSAGE = 200;

/** The figures of a decoder. */
export interface QualityOf extends Quality {
  readonly decoder: string;
  readonly k: number;
  readonly openings?: 'distinct' | 'paper';
  readonly branch_steps?: number | 'auto';
  /** What the best of k matches more than the first decoder's, prompt by prompt. */
  readonly matched_more: { readonly mean: number; readonly interval: readonly [number, number] };
  readonly typing?: readonly ThresholdSaving[];
}

interface ThresholdSaving extends KeystrokeSaving {
  readonly threshold: number;
}

/**
 * Measures decoders on the same prompts.
 * @param records texts of which each has a prompt and how the writer went on
 * @returns the figures of each decoder, in the study's order
 * @throws {CommandError} no text is long enough
 */
export async function* runStudy(
  { model: real, ...others }: DecoderParts,
  records: readonly JsonRecord[],
  study: Study,
): AsyncGenerator<QualityOf> {
  const { settings, decoders: names } = study;
  const { k, seed, openings } = settings;
  const texts = halfOf(records, study.half);
  const cases = casesOf(texts, others.tokenizer, settings);
  const model = new CountingModel(real);
  const parts = { ...others, model };
  const branchStepsOf = (name: DecoderName): number | 'auto' =>
    name === 'product' ? study.productBranchSteps : settings.branchSteps;
  const decoders = names.map((name) =>
    makeDecoder(name, parts, { ...settings, branchSteps: branchStepsOf(name) }),
  );
  const prompts: MeasuredPrompt[][] = [];
  for (const [index, each] of cases.entries()) {
    prompts.push(await measureCase(model, decoders, each, index));
  }
  const measured = (i: number): MeasuredPrompt[] => prompts.map((each) => each[i]!);
  const matched = (i: number): number[] => bestOf(measured(i), k, (draft) => draft.matched);
  for (const [i, decoder] of names.entries()) {
    const more = matched(i).map((value, n) => value - matched(0)[n]!);
    const own = decoder === 'greedy' ? 1 : k;
    const superposes = ['superposed', 'product'].includes(decoder);
    const writes = decoder === 'product' && study.typing.passages > 0;
    yield {
      decoder,
      ...(superposes && { openings, branch_steps: branchStepsOf(decoder) }),
      k: own,
      ...summarise(measured(i), own, seed),
      matched_more: { mean: mean(more), interval: bootstrapInterval(more, seed) },
      ...(writes && { typing: await typing(parts, texts, study) }),
    };
  }
}

/** What simulated writers save with the product. */
async function typing(
  parts: DecoderParts,
  texts: readonly JsonRecord[],
  { settings, productBranchSteps: branchSteps, typing: writers }: Study,
): Promise<ThresholdSaving[]> {
  const { k, tokens: maxTokens, seed } = settings;
  const passages = passagesOf(texts, writers.passages, PASSAGE, seed);
  const session = sessionOf(parts, settings);
  const request = { k, maxTokens, ...sessionOptions({ ...settings, branchSteps }) };
  const suggest = remembered((text) => session.suggest({ ...request, text }));
  const savings: ThresholdSaving[] = [];
  for (const threshold of writers.thresholds) {
    const typings = await typeAll(passages, suggest, { threshold });
    savings.push(...summariseTyping(passages, typings, seed).map((each) => ({ threshold, ...each })));
  }
  return savings;
}
