import { median } from 'simple-statistics';
import { bootstrapInterval, mean } from '../statistics/bootstrap';
import type { Work } from './counting-model';
import { leadingWords } from '../typing/typing';

/** A draft beside what the writer wrote. */
export interface MeasuredDraft {
  /** Negative log-likelihood a token under the unmixed model. */
  readonly nllPerToken: number;
  /** The first token is the writer's. */
  readonly firstTokenRight: boolean;
  /** The first word is the writer's, whole. */
  readonly firstWordRight: boolean;
  /** Characters that the draft and the writer's text begin with in common. */
  readonly matched: number;
  readonly text: string;
  /** 0 … 1; 1 for decoders that have none. */
  readonly confidence: number;
}

/** The drafts after one prompt, the first one best, and what they took; the prompt was in the cache already. */
export interface MeasuredPrompt extends Work {
  readonly drafts: readonly MeasuredDraft[];
  readonly milliseconds: number;
}

type Interval = readonly [low: number, high: number];

/** A mean over the prompts: `of_1` looks at the first draft, `of_k` at the best one. Intervals are 95% bootstrap. */
export interface FirstAndBest {
  readonly of_1: number;
  readonly of_1_interval: Interval;
  readonly of_k: number;
  readonly of_k_interval: Interval;
  /** Of the best of the first 1 … k, [k]. */
  readonly of: readonly number[];
}

/** How good a decoder's drafts are over many prompts. */
export interface Quality {
  readonly prompts: number;
  /** Share of the prompts with any draft. */
  readonly shown: number;
  /** Mean over the prompts, by the draft's place, [k]. */
  readonly perplexity_by_draft: readonly number[];
  /** Mean over the prompts of the smallest. */
  readonly perplexity_best: number;
  readonly perplexity_best_interval: Interval;
  /** Over all drafts of all prompts. */
  readonly perplexity_geometric: number;
  readonly first_token_right: FirstAndBest;
  readonly first_word_right: FirstAndBest;
  /** Where any draft is shown: the first word of the first draft is right. */
  readonly precision: number;
  /** Characters. */
  readonly matched: FirstAndBest;
  readonly distinct_first_words: number;
  /** Least number of different first words among the drafts of a prompt that has k drafts; null without one. */
  readonly least_distinct_first_words: number | null;
  /** Jaccard overlap of two drafts' word bigrams, mean over all pairs. */
  readonly bigram_overlap: number;
  /** Means over the prompts. */
  readonly rows: number;
  readonly passes: number;
  /** Median over the prompts. */
  readonly milliseconds: number;
}

/** Length of what two texts begin with in common, in UTF-16 units. */
export function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

/** The first word of a text without case; '' for a text of white space. */
export const firstWord = (text: string): string => text.trim().toLowerCase().split(/\s/u)[0] ?? '';

/** A draft as `Quality` looks at it. @param rest what the writer went on with */
export function compare(
  draft: { readonly text: string; readonly tokens: readonly number[]; readonly confidence: number },
  logProbs: ArrayLike<number>,
  nextId: number,
  rest: string,
): MeasuredDraft {
  const { text, tokens, confidence } = draft;
  return {
    nllPerToken: -mean(Array.from(logProbs)),
    firstTokenRight: tokens[0] === nextId,
    firstWordRight: leadingWords(text, rest).length > 0,
    matched: commonPrefix(text, rest),
    text,
    confidence,
  };
}

/** A figure of the best of the first `count` drafts, 0 where there are none, [prompts]. */
export function bestOf(
  prompts: readonly MeasuredPrompt[],
  count: number,
  value: (draft: MeasuredDraft) => number,
): number[] {
  return prompts.map(({ drafts }) => Math.max(0, ...drafts.slice(0, count).map(value)));
}

/**
 * The figures of one decoder.
 * @param prompts at least one; a prompt without drafts matches nothing
 * @param seed of the bootstrap
 */
export function summarise(prompts: readonly MeasuredPrompt[], k: number, seed: number): Quality {
  const shown = prompts.filter(({ drafts }) => drafts.length > 0);
  const perplexities = shown.map(({ drafts }) => drafts.map((draft) => Math.exp(draft.nllPerToken)));
  const best = perplexities.map((each) => Math.min(...each));
  const firstAndBest = (value: (draft: MeasuredDraft) => number): FirstAndBest => {
    const [one, all] = [bestOf(prompts, 1, value), bestOf(prompts, k, value)];
    return {
      of_1: mean(one),
      of_1_interval: bootstrapInterval(one, seed),
      of_k: mean(all),
      of_k_interval: bootstrapInterval(all, seed),
      of: Array.from({ length: k }, (_, i) => mean(bestOf(prompts, i + 1, value))),
    };
  };
  const words = prompts.map(({ drafts }) => new Set(drafts.map(({ text }) => firstWord(text))).size);
  const full = words.filter((_, i) => prompts[i]!.drafts.length === k);
  return {
    prompts: prompts.length,
    shown: shown.length / prompts.length,
    perplexity_by_draft: Array.from({ length: k }, (_, i) =>
      mean(perplexities.flatMap((each) => each[i] ?? [])),
    ),
    perplexity_best: mean(best),
    perplexity_best_interval: best.length > 0 ? bootstrapInterval(best, seed) : [NaN, NaN],
    perplexity_geometric: Math.exp(mean(shown.flatMap(({ drafts }) => drafts.map((d) => d.nllPerToken)))),
    first_token_right: firstAndBest(({ firstTokenRight }) => Number(firstTokenRight)),
    first_word_right: firstAndBest(({ firstWordRight }) => Number(firstWordRight)),
    precision: mean(shown.map(({ drafts }) => Number(drafts[0]!.firstWordRight))),
    matched: firstAndBest(({ matched }) => matched),
    distinct_first_words: mean(words),
    least_distinct_first_words: full.length > 0 ? Math.min(...full) : null,
    bigram_overlap: mean(prompts.flatMap(({ drafts }) => overlaps(drafts.map(({ text }) => text)))),
    rows: mean(prompts.map(({ rows }) => rows)),
    passes: mean(prompts.map(({ passes }) => passes)),
    milliseconds: median(prompts.map(({ milliseconds }) => milliseconds)),
  };
}

/** Of each pair of texts: the share of their word bigrams that both have. Two texts without any have nothing in common. */
export function overlaps(texts: readonly string[]): number[] {
  const sets = texts.map(bigrams);
  return sets.flatMap((a, i) =>
    sets.slice(i + 1).map((b) => {
      const both = [...a].filter((bigram) => b.has(bigram)).length;
      return both === 0 ? 0 : both / (a.size + b.size - both);
    }),
  );
}

function bigrams(text: string): Set<string> {
  const words = text.trim().toLowerCase().split(/\s+/u);
  return new Set(words.slice(1).map((word, i) => `${words[i]} ${word}`));
}
