import {
  combineRecalls,
  proposalsAfter,
  type Draft as TokenDraft,
  type Prompt,
  type Recall,
  type SuperposedOptions,
  type SuperposedState,
} from '@superposed/decoding';
import type { PersonalNgrams } from '@superposed/ngram';
import { personalWords } from './personal-words';
import { alarmSum, moodFor, type Mood } from '../gates/alarm';
import { DraftGates } from '../gates/gates';
import type { Draft } from '../protocol/drafts';
import { EngineError } from '../protocol/errors';
import type { GateName } from '../protocol/gates';
import { checkSuggestOptions, type SuggestOptions } from '../protocol/options';
import { OwnText } from '../text/own-text';
import { PieceIndex } from '../text/piece-index';
import { stepBack } from '../text/prompt';
import { startsWithWord } from '../text/words';
import { chooseDrafts } from './choose';
import { decodeDrafts, decodingOptions, scoredDrafts, type DecodeParts } from './decode';
import { isJoined, joinDrafts, type Join } from './join';
import { layOut, type Layout } from './lay-out';
import { pause } from './pause';
import { planDrafts, type PlanSettings } from './plan';
import type { ModelPresets } from './presets';
import { partsOf } from './phrases';
import { PrefixCache } from './prefix-cache';
import { healPrompt, type HealedPrompt } from './token-healing';
import { spaceOpenings, wordOpenings, type WordProposals } from './word-openings';
import { wordRanks } from './word-ranks';

export interface SessionParts extends DecodeParts, Omit<PlanSettings, 'presets'> {
  /** What this writer wrote before; null or left out: nothing is known of it. */
  readonly personal?: Pick<PersonalNgrams, 'recall' | 'followers'> | null;
  /** What was tuned for the model. Default: nothing was, and the drafts say that their confidence is not calibrated. */
  readonly presets?: ModelPresets;
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

/** A prompt, and how its text is met by what the model knows of it. */
interface ReadPrompt extends HealedPrompt {
  readonly mood: Mood;
}

/** Rows of a pass that reads ahead: a key waits for no more. */
const AHEAD = 16;

/**
 * Turns text into drafts: the prompt is read, the drafts are planned, decoded, and chosen. The session itself keeps the
 * key/value cache from one keystroke to the next. It needs nothing of a browser. Calls of `suggest` must not overlap.
 */
export class SuggestionSession {
  private readonly cache: PrefixCache;
  private readonly pieces: PieceIndex;
  private readonly gates: DraftGates;
  private readonly ownText: OwnText;
  /** The page's phrases, which the model does not read. */
  private readonly phrases: OwnText;
  /** The latest prompt: drafts are often asked for anew at the same place. */
  private known: { readonly key: string; readonly prompt: ReadPrompt } | undefined;

  /** @throws {EngineError} 'bad-presets': they name tokens that the model does not have */
  constructor(private readonly parts: SessionParts) {
    const { model, presets } = parts;
    if (presets?.alarm?.tokens.some((id) => id >= model.vocabularySize))
      throw new EngineError(
        'bad-presets',
        `The presets are another model's: their alarm names tokens that this one, of ${model.vocabularySize}, does not have.`,
      );
    this.cache = new PrefixCache(parts.model);
    this.pieces = new PieceIndex(parts.tokenizer);
    this.gates = new DraftGates(wordRanks(parts.tokenizer));
    this.ownText = new OwnText(parts.tokenizer);
    this.phrases = new OwnText(parts.tokenizer, false);
  }

  /**
   * Drafts that continue the text, the surest first; at most k, fewer where two would read the same, none where none has
   * the confidence of the threshold.
   * @throws {EngineError} 'bad-options': an option out of its range
   */
  async suggest(request: SuggestRequest, hooks: SuggestHooks = {}): Promise<Draft[]> {
    checkSuggestOptions(request);
    const { parts } = this;
    const { tokenizer, presets = {} } = parts;
    const {
      signal = new AbortController().signal,
      onPartial,
      onSuppressed,
      onDecoded,
      onRun,
      onState,
    } = hooks;
    const about = { ...request, languages: parts.languages ?? ['en'] };
    const gates = { ...presets.gates, ...request.gates };
    const silent = this.gates.silences(about, gates);
    if (silent) {
      onSuppressed?.([silent]);
      return [];
    }
    const healed = await this.readPrompt(request, signal);
    const mood = gates.sensitive === false ? 'open' : healed.mood;
    if (mood === 'silent') {
      onSuppressed?.(['sensitive']);
      return [];
    }
    const gated = { ...about, wary: mood === 'wary' };
    const plan = planDrafts({ ...request, gates }, healed.typed, parts);
    const prompt = plan.decoder === 'paper' ? healed : { ...healed, recall: this.recall };
    const options = decodingOptions(plan, prompt.next, tokenizer, presets);
    const shown = (drafts: readonly TokenDraft[], joins?: readonly (Join | null)[]) =>
      this.gates.keep(chooseDrafts(drafts, tokenizer, plan, presets.confidence, joins), gated, gates);
    let decoded: readonly TokenDraft[] = [];
    onRun?.(prompt, options);
    for await (const { drafts, state, last } of decodeDrafts(parts, prompt, options, signal)) {
      onState?.(state);
      decoded = drafts;
      // Before it is known whether they meet what follows, none is shown there.
      if (!last && plan.after === '') onPartial?.(shown(drafts).drafts);
      await pause();
    }
    if (plan.decoder !== 'paper') decoded = await scoredDrafts(parts, prompt, decoded, plan, signal);
    onDecoded?.(decoded, plan.typed);
    const joins = plan.after === '' ? undefined : await joinDrafts(parts, prompt, decoded, plan, signal);
    const { drafts, suppressed } = shown(decoded, joins);
    const apart = joins?.some((join) => !isJoined(join)) ? (['after'] as const) : [];
    if (suppressed.length + apart.length > 0) onSuppressed?.([...suppressed, ...apart]);
    return drafts;
  }

  /**
   * Reads a text and its context before drafts are wanted, in pieces between which `signal` can stop it; what was read is
   * kept.
   */
  async readAhead(
    { text, context }: Pick<SuggestRequest, 'text' | 'context'>,
    signal: AbortSignal,
  ): Promise<void> {
    const { path } = this.layOut(text, context);
    if (!this.cache.holds(path)) await this.cache.read(path, [], signal, AHEAD);
  }

  /** Reads the text, after which the cache holds just the prompt. */
  private async readPrompt(
    { text, k = 3, openings, context = '', phrases = [] }: SuggestRequest,
    signal: AbortSignal,
  ): Promise<ReadPrompt> {
    const { known } = this;
    const { tokenizer, presets: { alarm } = {} } = this.parts;
    const paper = openings === 'paper';
    const key = JSON.stringify([text, context, phrases, k, paper]);
    let prompt = known?.key === key ? known.prompt : undefined;
    if (!prompt || !this.cache.holds(prompt.ids)) {
      this.phrases.set(phrases.flatMap(partsOf));
      this.ownText.set(context === '' ? [stepBack(text).head] : [context, stepBack(text).head]);
      const propose = (ids: readonly number[]): readonly number[] =>
        paper ? [] : proposalsAfter(ids, { recall: this.recall });
      const layout = this.layOut(text, context, propose);
      const { places } = layout;
      const asked = alarm
        ? places.map((place) => ({ ...place, targets: [...place.targets, ...alarm.tokens] }))
        : places;
      const next = await this.cache.read(layout.path, asked, signal);
      const words = paper ? null : this.wordsFor(layout.typed, layout.path);
      const sums = places.map(({ targets }, i) =>
        alarm ? alarmSum(alarm, next[i]!.targetLogits?.subarray(targets.length)) : -Infinity,
      );
      const mood = alarm ? moodFor(alarm, [sums[0]!, sums.at(-1)!]) : 'open';
      prompt = { ...healPrompt(layout.path, places, next, k, tokenizer, words), mood };
      this.known = { key, prompt };
    }
    this.cache.rewind(prompt.ids.length);
    return prompt;
  }

  /** What the model reads of a text and its context; as in `layOut`. */
  private layOut(text: string, context?: string, propose?: Parameters<typeof layOut>[5]): Layout {
    const { model, tokenizer, presets } = this.parts;
    const { context: most, start } = presets ?? {};
    return layOut(text, tokenizer, this.pieces, model.contextLength, context, propose, most, start);
  }

  /** What this text, the page's phrases and this writer's own say about the next token. */
  private readonly recall = (context: readonly number[]): Recall | null => {
    const { personal, tokenizer } = this.parts;
    const continuesWord = (id: number): boolean => startsWithWord(tokenizer.piece(id));
    return combineRecalls([
      this.ownText.recall(context),
      this.phrases.recall(context),
      personal?.recall(context, continuesWord) ?? null,
    ]);
  };

  /** Words of this text and of the writer's own that what is typed may become. */
  private wordsFor(typed: string, path: readonly number[]): WordProposals | null {
    const { personal, tokenizer } = this.parts;
    if (typed === ' ') return spaceOpenings(this.recall(path.slice(0, -1)), tokenizer);
    if (typed === '') return null;
    const own = this.ownText.wordsFrom(typed.trimStart());
    const others = personal ? personalWords(typed, personal, tokenizer) : [];
    return wordOpenings(typed, [...own, ...others], tokenizer);
  }
}
