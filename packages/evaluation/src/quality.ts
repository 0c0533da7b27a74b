import { bootstrapInterval, mean, median } from './bootstrap';

/** A draft beside what the writer wrote. */
export interface MeasuredDraft {
  /** Negative log-likelihood a token under the unmixed model. */
  readonly nllPerToken: number;
  /** The first token is the writer's. */
  readonly firstTokenRight: boolean;
  /** Characters that the draft and the writer's text begin with in common. */
  readonly matched: number;
  /** As `firstWord` gives it. */
  readonly firstWord: string;
}

/** The drafts after one prompt, the first one best, and the time that they took. */
export interface MeasuredPrompt {
  readonly drafts: readonly MeasuredDraft[];
  readonly milliseconds: number;
}

/** How good a decoder's drafts are over many prompts. `of_1` looks at the first draft, `of_k` at the best one. */
export interface Quality {
  readonly prompts: number;
  /** Mean over the prompts, by the draft's place, [k]. */
  readonly perplexity_by_draft: readonly number[];
  /** Mean over the prompts of the smallest. */
  readonly perplexity_best: number;
  /** Over all drafts of all prompts. */
  readonly perplexity_geometric: number;
  readonly first_token_right: { readonly of_1: number; readonly of_k: number };
  /** Mean characters, with 95% bootstrap intervals. */
  readonly matched: {
    readonly of_1: number;
    readonly of_1_interval: readonly [number, number];
    readonly of_k: number;
    readonly of_k_interval: readonly [number, number];
  };
  readonly distinct_first_words: number;
  /** Median time of a prompt's drafts; the prompt is in the cache already. */
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

/**
 * The figures of one decoder.
 * @param prompts at least one; a prompt without drafts matches nothing
 * @param seed of the bootstrap
 */
export function summarise(prompts: readonly MeasuredPrompt[], k: number, seed: number): Quality {
  const perplexities = prompts.map(({ drafts }) => drafts.map((draft) => Math.exp(draft.nllPerToken)));
  const byDraft = Array.from({ length: k }, (_, i) => mean(perplexities.flatMap((each) => each[i] ?? [])));
  const best = (value: (draft: MeasuredDraft) => number, count: number): number[] =>
    prompts.map(({ drafts }) => Math.max(0, ...drafts.slice(0, count).map(value)));
  const right = (count: number): number =>
    mean(best(({ firstTokenRight }) => Number(firstTokenRight), count));
  const matched = (count: number): number[] => best((draft) => draft.matched, count);
  return {
    prompts: prompts.length,
    perplexity_by_draft: byDraft,
    perplexity_best: mean(perplexities.filter(({ length }) => length > 0).map((each) => Math.min(...each))),
    perplexity_geometric: Math.exp(mean(prompts.flatMap(({ drafts }) => drafts.map((d) => d.nllPerToken)))),
    first_token_right: { of_1: right(1), of_k: right(k) },
    matched: {
      of_1: mean(matched(1)),
      of_1_interval: bootstrapInterval(matched(1), seed),
      of_k: mean(matched(k)),
      of_k_interval: bootstrapInterval(matched(k), seed),
    },
    distinct_first_words: mean(prompts.map(({ drafts }) => new Set(drafts.map((d) => d.firstWord)).size)),
    milliseconds: median(prompts.map(({ milliseconds }) => milliseconds)),
  };
}
