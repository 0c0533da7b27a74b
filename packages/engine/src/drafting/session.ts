import {
  autoBranchSteps,
  costRatio,
  decodeSuperposed,
  DISTINCT_PRESETS,
  distinctOptions,
  draftsCost,
  paperOptions,
  rankDrafts,
  scoreDrafts,
  type Draft as TokenDraft,
  type LanguageModel,
  type NgramSource,
  type Prompt,
  type RowCosts,
  type SuperposedOptions,
  type SuperposedState,
} from '@superposed/decoding';
import type { Draft } from '../protocol/drafts';
import { healPrompt, healingPoints, type HealedPrompt } from './token-healing';
import { isOver, chooseDrafts } from './choose';
import { firstWordKeys } from './openings';
import { pause } from './pause';
import { PieceIndex } from '../text/piece-index';
import { PrefixCache } from './prefix-cache';
import { contextTokens, stepBack, tokensToDrop, windowOf } from '../text/prompt';
import type { SuggestOptions } from '../protocol/protocol';
import type { Tokenizer } from '../text/tokenizer';
import { TRIM, type TrimRule } from './trim';

export interface SessionParts {
  readonly model: LanguageModel;
  readonly tokenizer: Tokenizer;
  /** null: the model's own probabilities alone. */
  readonly ngrams: NgramSource | null;
  /** What rows cost on this device, for automatic branch steps. Default: as on WASM. */
  readonly rowCosts?: RowCosts;
  /** When a draft stops making sense. Default: as tuned. */
  readonly trim?: TrimRule;
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
  /** Hears what was decoded before it becomes texts, and what is typed of the first word: for calibration. */
  readonly onDecoded?: (drafts: readonly TokenDraft[], typed: string) => void;
  /** Hears of the prompt and the settings that decoding begins with: for views of how drafts come about. */
  readonly onRun?: (prompt: Prompt, options: SuperposedOptions) => void;
  /** Hears of decoding's state after each step. */
  readonly onState?: (state: SuperposedState) => void;
}

/** Costs of rows where none were measured: those of WASM on one thread (docs/performance.md). */
const USUAL_COSTS: RowCosts = [
  [1, 1],
  [3, 2.54],
  [8, 6.54],
];

/**
 * Turns text into drafts, and keeps the key/value cache from one keystroke to the next.
 * Needs nothing of a browser. Calls of `suggest` must not overlap.
 */
export class SuggestionSession {
  private readonly cache: PrefixCache;
  private readonly pieces: PieceIndex;
  /** The latest prompt: drafts are often asked for anew at the same place. */
  private known: { readonly text: string; readonly k: number; readonly prompt: HealedPrompt } | undefined;

  constructor(private readonly parts: SessionParts) {
    this.cache = new PrefixCache(parts.model);
    this.pieces = new PieceIndex(parts.tokenizer.pieces);
  }

  /**
   * Drafts that continue the text, the surest first; at most k, fewer where two would read the same, none where none has
   * the confidence of the threshold.
   */
  async suggest(request: SuggestRequest, hooks: SuggestHooks = {}): Promise<Draft[]> {
    const { model, ngrams, tokenizer } = this.parts;
    const { signal = new AbortController().signal, onPartial, onDecoded, onRun, onState } = hooks;
    const prompt = await this.readPrompt(request, signal);
    const options = this.optionsFor(request, prompt);
    const { typed } = prompt;
    const paper = options.openings === 'paper';
    const show = { typed, threshold: request.threshold ?? 0, trim: paper ? null : this.trimFor(request) };
    this.cache.rewind(prompt.ids.length);
    let drafts: readonly TokenDraft[] = [];
    let steps = 0;
    onRun?.(prompt, options);
    for await (const state of decodeSuperposed(model, ngrams, prompt, options, signal)) {
      steps++;
      onState?.(state);
      const { alive, finished } = state;
      drafts = rankDrafts([...alive, ...finished], options.lengthPenalty).slice(0, options.k);
      if (steps < options.maxNewTokens && alive.length > 0)
        onPartial?.(chooseDrafts(drafts, tokenizer, show));
      await pause();
    }
    if (!paper) drafts = await this.scored(prompt, drafts, options, signal);
    onDecoded?.(drafts, typed);
    return chooseDrafts(drafts, tokenizer, show);
  }

  /**
   * The drafts with the model's log probabilities of all their tokens, where all are known, or where the budget has room
   * for a pass over all drafts at once; else as they are.
   */
  private async scored(
    prompt: HealedPrompt,
    drafts: readonly TokenDraft[],
    options: SuperposedOptions,
    signal: AbortSignal,
  ): Promise<readonly TokenDraft[]> {
    const { rowCosts = USUAL_COSTS } = this.parts;
    if (drafts.every(({ tokens, logProbs = [] }) => logProbs.length === tokens.length)) return drafts;
    const rows = drafts.reduce((sum, { tokens }) => sum + tokens.length - 1, 0);
    if (draftsCost(rowCosts, options) + costRatio(rowCosts, rows) > budgetOf(options)) return drafts;
    const scores = await scoreDrafts(this.parts.model, prompt, drafts, signal);
    return drafts.map((draft, i) => {
      const { logProbs: [opening] = [] } = draft;
      // Openings of a half word are judged among its completions.
      const logProbs = Array.from(scores[i]!, (score, at) => (at === 0 ? (opening ?? score) : score));
      return { ...draft, logProbs };
    });
  }

  private async readPrompt({ text, k = 3 }: SuggestRequest, signal: AbortSignal): Promise<HealedPrompt> {
    const { known } = this;
    if (known?.text === text && known.k === k && this.cache.holds(known.prompt.ids)) return known.prompt;
    const prompt = await this.readText(text, k, signal);
    this.known = { text, k, prompt };
    return prompt;
  }

  private async readText(text: string, k: number, signal: AbortSignal): Promise<HealedPrompt> {
    const { model, tokenizer } = this.parts;
    const context = windowOf(text);
    const { head, typed } = stepBack(context);
    const word = typed === '' ? [] : tokenizer.encode(typed);
    const before = tokenizer.encode(head);
    // The cut depends on all tokens, so that the cache serves the next keystroke too.
    const most = contextTokens(model.contextLength);
    const start = this.orStart(before.slice(tokensToDrop(before, word.length, tokenizer.pieces, most)));
    const places = healingPoints(start, word, tokenizer, this.pieces);
    const path = [...start, ...word];
    if (word.length === 0) return { ids: path, next: await this.cache.next(path, signal), typed };
    return healPrompt(path, places, await this.cache.probe(path, places, signal), k, tokenizer);
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

  /** Who asks for so many steps on rows of their own wants what the shared rows say after them, as it is. */
  private trimFor({ branchSteps = 'auto' }: SuggestRequest): TrimRule {
    const { trim = TRIM } = this.parts;
    return branchSteps === 'auto' ? trim : { ...trim, shared: trim };
  }

  private optionsFor(request: SuggestRequest, { next, typed }: HealedPrompt): SuperposedOptions {
    const { k = 3, maxTokens = 10, openings = 'distinct', branchSteps = 'auto' } = request;
    const { tokenizer, rowCosts = USUAL_COSTS } = this.parts;
    const trim = this.trimFor(request);
    // One token more than is shown tells whether the last word is whole.
    const maxNewTokens = maxTokens + 1;
    const use = { eosIds: tokenizer.eosIds, maxNewTokens };
    const closedOpenings = typed !== '';
    if (openings === 'paper') return paperOptions(k, { ...use, closedOpenings });
    // Where rows are dear, the best draft alone goes on: the others' ends would carry little (docs/quality.md).
    const shape = { k, maxNewTokens, follow: branchSteps === 'auto' ? 'best' : 'all' } as const;
    return distinctOptions(k, {
      ...use,
      follow: shape.follow,
      closedOpenings,
      branchSteps: branchSteps === 'auto' ? autoBranchSteps(rowCosts, shape, budgetOf(shape)) : branchSteps,
      firstWordKey: firstWordKeys(next, tokenizer),
      stops: (draft) => isOver(draft, tokenizer, trim),
    });
  }
}

/** What k drafts may cost, in passes of one row; a draft's last token is not shown, and has to fit in. */
function budgetOf({ k, maxNewTokens }: Pick<SuperposedOptions, 'k' | 'maxNewTokens'>): number {
  return DISTINCT_PRESETS[k]!.budget * (maxNewTokens - 2);
}
