import type { Draft as TokenDraft, Prompt, SuperposedOptions, SuperposedState } from '@superposed/decoding';
import { DraftGates } from '../gates/gates';
import type { Draft } from '../protocol/drafts';
import type { GateName } from '../protocol/gates';
import { checkSuggestOptions, type SuggestOptions } from '../protocol/options';
import { PieceIndex } from '../text/piece-index';
import { chooseDrafts } from './choose';
import { decodeDrafts, decodingOptions, scoredDrafts, type DecodeParts } from './decode';
import { layOut } from './lay-out';
import { pause } from './pause';
import { planDrafts, type PlanSettings } from './plan';
import { PrefixCache } from './prefix-cache';
import { healPrompt, type HealedPrompt } from './token-healing';
import { wordRanks } from './word-ranks';

export interface SessionParts extends DecodeParts, PlanSettings {
  /** Languages that the model knows, ISO 639-1. Default: English alone. */
  readonly languages?: readonly string[];
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
  /** Hears which gates held drafts back, before the last drafts come. */
  readonly onSuppressed?: (gates: readonly GateName[]) => void;
  /** Hears what was decoded before it becomes texts, and what is typed of the first word: for calibration. */
  readonly onDecoded?: (drafts: readonly TokenDraft[], typed: string) => void;
  /** Hears of the prompt and the settings that decoding begins with: for views of how drafts come about. */
  readonly onRun?: (prompt: Prompt, options: SuperposedOptions) => void;
  /** Hears of decoding's state after each step. */
  readonly onState?: (state: SuperposedState) => void;
}

/**
 * Turns text into drafts: the prompt is read, the drafts are planned, decoded, and chosen. The session itself keeps the
 * key/value cache from one keystroke to the next. It needs nothing of a browser. Calls of `suggest` must not overlap.
 */
export class SuggestionSession {
  private readonly cache: PrefixCache;
  private readonly pieces: PieceIndex;
  private readonly gates: DraftGates;
  /** The latest prompt: drafts are often asked for anew at the same place. */
  private known: { readonly text: string; readonly k: number; readonly prompt: HealedPrompt } | undefined;

  constructor(private readonly parts: SessionParts) {
    this.cache = new PrefixCache(parts.model);
    this.pieces = new PieceIndex(parts.tokenizer);
    this.gates = new DraftGates(wordRanks(parts.tokenizer));
  }

  /**
   * Drafts that continue the text, the surest first; at most k, fewer where two would read the same, none where none has
   * the confidence of the threshold.
   * @throws {EngineError} 'bad-options': an option out of its range
   */
  async suggest(request: SuggestRequest, hooks: SuggestHooks = {}): Promise<Draft[]> {
    checkSuggestOptions(request);
    const { parts } = this;
    const { tokenizer } = parts;
    const {
      signal = new AbortController().signal,
      onPartial,
      onSuppressed,
      onDecoded,
      onRun,
      onState,
    } = hooks;
    const gated = { ...request, languages: parts.languages ?? ['en'] };
    const silent = this.gates.silences(gated, request.gates);
    if (silent) {
      onSuppressed?.([silent]);
      return [];
    }
    const prompt = await this.readPrompt(request, signal);
    const plan = planDrafts(request, prompt.typed, parts);
    const options = decodingOptions(plan, prompt.next, tokenizer);
    let decoded: readonly TokenDraft[] = [];
    onRun?.(prompt, options);
    for await (const { drafts, state, last } of decodeDrafts(parts, prompt, options, signal)) {
      onState?.(state);
      decoded = drafts;
      if (!last)
        onPartial?.(this.gates.keep(chooseDrafts(drafts, tokenizer, plan), gated, request.gates).drafts);
      await pause();
    }
    if (plan.decoder !== 'paper') decoded = await scoredDrafts(parts, prompt, decoded, plan, signal);
    onDecoded?.(decoded, plan.typed);
    const { drafts, suppressed } = this.gates.keep(
      chooseDrafts(decoded, tokenizer, plan),
      gated,
      request.gates,
    );
    if (suppressed.length > 0) onSuppressed?.(suppressed);
    return drafts;
  }

  /** Reads the text, after which the cache holds just the prompt. */
  private async readPrompt({ text, k = 3 }: SuggestRequest, signal: AbortSignal): Promise<HealedPrompt> {
    const { known } = this;
    let prompt = known?.text === text && known.k === k ? known.prompt : undefined;
    if (!prompt || !this.cache.holds(prompt.ids)) {
      const { model, tokenizer } = this.parts;
      const { path, places } = layOut(text, tokenizer, this.pieces, model.contextLength);
      const next = await this.cache.read(path, places, signal);
      prompt = healPrompt(path, places, next, k, tokenizer);
      this.known = { text, k, prompt };
    }
    this.cache.rewind(prompt.ids.length);
    return prompt;
  }
}
