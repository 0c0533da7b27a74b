import {
  decodeSuperposed,
  distinctOptions,
  paperOptions,
  rankDrafts,
  type Draft as TokenDraft,
  type LanguageModel,
  type NextTokens,
  type NgramSource,
  type SuperposedOptions,
  type SuperposedState,
} from '@superposed/decoding';
import { tidy } from './draft-text';
import type { Draft } from './drafts';
import { firstWordKeys, openingsFor } from './openings';
import { pause } from './pause';
import { PrefixCache } from './prefix-cache';
import { stepBack, tokensToDrop, windowOf } from './prompt';
import type { SuggestOptions } from './protocol';
import type { Tokenizer } from './tokenizer';

export interface SessionParts {
  readonly model: LanguageModel;
  readonly tokenizer: Tokenizer;
  /** null: the model's own probabilities alone. */
  readonly ngrams: NgramSource | null;
}

export interface SuggestRequest extends SuggestOptions {
  /** The text up to the caret. */
  readonly text: string;
}

export interface SuggestHooks {
  /** Stops the work before the next step; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Hears of the drafts after each step but the last. */
  readonly onPartial?: (drafts: Draft[]) => void;
}

/** As many as add to what 3 drafts match of a writer's text (docs/quality.md): half a character in four. */
const BRANCH_STEPS = 4;

interface Prompt {
  readonly ids: readonly number[];
  readonly next: NextTokens;
  /** Text that the drafts begin with and the writer has typed already. */
  readonly typed: string;
}

/**
 * Turns text into drafts, and keeps the key/value cache from one keystroke to the next.
 * Needs nothing of a browser. Calls of `suggest` must not overlap.
 */
export class SuggestionSession {
  private readonly cache: PrefixCache;

  constructor(private readonly parts: SessionParts) {
    this.cache = new PrefixCache(parts.model);
  }

  /** Drafts that continue the text, best first; at most k, fewer where two would read the same. */
  async suggest(request: SuggestRequest, hooks: SuggestHooks = {}): Promise<Draft[]> {
    const { model, ngrams } = this.parts;
    const { signal = new AbortController().signal, onPartial } = hooks;
    const prompt = await this.readPrompt(request.text, signal);
    const options = this.optionsFor(request, prompt.next);
    this.cache.rewind(prompt.ids.length);
    let shown: Draft[] = [];
    let steps = 0;
    for await (const state of decodeSuperposed(model, ngrams, prompt, options, signal)) {
      steps++;
      shown = this.draftsOf(state, prompt.typed, options);
      if (steps < options.maxNewTokens) onPartial?.(shown);
      await pause();
    }
    return shown;
  }

  private async readPrompt(text: string, signal: AbortSignal): Promise<Prompt> {
    const { tokenizer } = this.parts;
    const context = windowOf(text);
    const all = tokenizer.encode(context);
    // The same cut for both prompts below: they share the cache.
    const drop = tokensToDrop(all.length);
    const { head, typed } = stepBack(context);
    if (typed !== '') {
      const ids = this.orStart(tokenizer.encode(head).slice(drop));
      const openings = openingsFor(typed, await this.cache.next(ids, signal), tokenizer);
      if (openings) return { ids, next: openings, typed };
    }
    const ids = this.orStart(all.slice(drop));
    return { ids, next: await this.cache.next(ids, signal), typed: '' };
  }

  /**
   * An empty prompt begins with the token that stood between documents in the model's training: what follows it is
   * the beginning of a text. (The file's BOS, `<|im_start|>`, would begin a chat message.)
   */
  private orStart(ids: number[]): number[] {
    if (ids.length > 0) return ids;
    const { pieces, eosIds } = this.parts.tokenizer;
    return [eosIds.find((id) => pieces[id] === '<|endoftext|>') ?? eosIds[0] ?? 0];
  }

  private optionsFor(request: SuggestRequest, next: NextTokens): SuperposedOptions {
    const { k = 3, maxTokens = 10, openings = 'distinct', branchSteps = BRANCH_STEPS } = request;
    const { tokenizer } = this.parts;
    // One token more than is shown tells whether the last word is whole.
    const use = { eosIds: tokenizer.eosIds, maxNewTokens: maxTokens + 1 };
    if (openings === 'paper') return paperOptions(k, use);
    return distinctOptions(k, { ...use, branchSteps, firstWordKey: firstWordKeys(next, tokenizer) });
  }

  private draftsOf(state: SuperposedState, typed: string, options: SuperposedOptions): Draft[] {
    const ranked = rankDrafts([...state.alive, ...state.finished], options.lengthPenalty).slice(0, options.k);
    const best = Math.max(...ranked.map(({ score }) => score));
    const total = ranked.reduce((sum, { score }) => sum + Math.exp(score - best), 0);
    const drafts = new Map<string, Draft>();
    for (const { tokens, score, finished } of ranked) {
      const text = this.textOf({ tokens, score, finished }, typed);
      if (text.trim() === '' || drafts.has(text)) continue;
      const confidence = (Math.exp(score - best) / total) * Math.exp(score / tokens.length);
      drafts.set(text, { text, confidence, source: 'model' });
    }
    return [...drafts.values()];
  }

  private textOf({ tokens, finished }: TokenDraft, typed: string): string {
    const text = this.parts.tokenizer.decode(finished ? tokens.slice(0, -1) : tokens);
    return tidy(text.slice(typed.length), finished);
  }
}
