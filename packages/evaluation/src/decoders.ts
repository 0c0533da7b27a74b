import {
  checkOptions,
  decodeGreedy,
  decodeSuperposed,
  distinctOptions,
  paperOptions,
  rankDrafts,
  type Draft,
  type NextTokens,
  type NgramSource,
} from '@superposed/decoding';
import type { LoadedModel } from './model';
import { firstWord } from './quality';

/** What the decoders that are measured have in common. */
export interface DecoderSettings {
  readonly openings: 'distinct' | 'paper';
  readonly branchSteps: number;
  readonly k: number;
  /** Most tokens in a draft. */
  readonly tokens: number;
}

/** Makes drafts after a prompt that the cache holds, the first one best. */
export type Decode = (ids: readonly number[], next: NextTokens) => Promise<readonly Draft[]>;

/** The model's likeliest tokens: one draft. */
export function greedy({ model, tokenizer }: LoadedModel, { tokens }: DecoderSettings): Decode {
  return async (ids, next) => {
    let last: readonly Draft[] = [];
    const use = { maxNewTokens: tokens, eosIds: tokenizer.eosIds };
    for await (const draft of decodeGreedy(model, { ids, next }, use)) last = [draft];
    return last;
  };
}

/** Superposed Decoding with the presets of its openings. @throws {RangeError} k or branchSteps out of range */
export function superposed(
  { model, tokenizer }: LoadedModel,
  ngrams: NgramSource | null,
  { openings, branchSteps, k, tokens }: DecoderSettings,
): Decode {
  const { eosIds } = tokenizer;
  const firstWordKey = (id: number): string => (eosIds.includes(id) ? '' : firstWord(tokenizer.piece(id)));
  const use = { eosIds, maxNewTokens: tokens, branchSteps };
  const options = openings === 'paper' ? paperOptions(k, use) : distinctOptions(k, { ...use, firstWordKey });
  checkOptions(options);
  return async (ids, next) => {
    let drafts: readonly Draft[] = [];
    let opened: readonly Draft[] | undefined;
    for await (const { alive, finished } of decodeSuperposed(model, ngrams, { ids, next }, options)) {
      drafts = rankDrafts([...alive, ...finished]).slice(0, k);
      opened ??= alive;
    }
    if (openings === 'paper') return drafts;
    // Their openings rank distinct drafts: the likelier an opening, the likelier the whole draft is taken.
    const place = ({ tokens: [first] }: Draft): number =>
      (opened ?? []).findIndex((draft) => draft.tokens[0] === first);
    return [...drafts].sort((a, b) => place(a) - place(b));
  };
}
