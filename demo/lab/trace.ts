import {
  lookUpAfter,
  scoreTokens,
  type RowUse,
  START,
  superpose,
  type Draft,
  type NextTokens,
  type NgramSource,
  type Prompt,
  type SuperposedOptions,
  type SuperposedState,
} from '@superposed/decoding';
import { SuggestionSession, type SessionParts } from '@superposed/engine';
import type { Tokenizer } from '@superposed/engine/tokenizer';
import type { Choice, LabSettings, Run, Step } from './protocol';
import { WatchedModel } from './watched-model';

/** Tokens to show of those that were considered. */
const SHOWN = 5;

/** Makes drafts just as a writer gets them, and tells of each step. */
export async function traceRun(
  parts: SessionParts,
  text: string,
  settings: LabSettings,
  onStep: (step: Step) => void,
): Promise<Omit<Run, 'device'>> {
  const { tokenizer, ngrams } = parts;
  const model = new WatchedModel(parts.model);
  model.truncate(0);
  const session = new SuggestionSession({ ...parts, model });
  const start = performance.now();
  let since = start;
  let explaining = 0;
  let run: { prompt: Prompt; options: SuperposedOptions } | undefined;
  let before: SuperposedState = START;
  let place: (draft: Draft) => number = () => 0;
  const drafts = await session.suggest(
    { text, ...settings },
    {
      onRun: (prompt, options) => (run = { prompt, options }),
      onState: (state) => {
        const { prompt, options } = run!;
        const now = performance.now();
        const passes = model.take();
        const spent = passes.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
        const opening = before === START;
        const next = opening ? [prompt.next] : passes.at(-1)!.answers;
        if (opening) place = placesOf(state, options);
        const explain = new Explainer(tokenizer, ngrams, prompt, options, next);
        onStep({
          drafts: shown(state, options, tokenizer, place),
          choices: explain.choices(before, state, place),
          rows: passes.reduce((sum, { rows }) => sum + rows, 0),
          model: spent,
          rest: now - since - spent,
        });
        before = state;
        // What it takes to explain is no part of the run.
        since = performance.now();
        explaining += since - now;
      },
    },
  );
  return {
    offered: drafts.map(({ text: offered, confidence }) => ({ text: offered, confidence })),
    milliseconds: performance.now() - start - explaining,
  };
}

const all = ({ alive, finished }: SuperposedState): Draft[] => [...alive, ...finished];

/** Distinct drafts are known by their first token; the paper's, which may fork, by their rank. */
function placesOf(first: SuperposedState, { openings }: SuperposedOptions): (draft: Draft) => number {
  const order = all(first)
    .sort((a, b) => b.score - a.score)
    .map(({ tokens }) => tokens[0]);
  return openings === 'paper' ? () => -1 : ({ tokens }) => order.indexOf(tokens[0]);
}

function shown(
  state: SuperposedState,
  { gammaExponent }: SuperposedOptions,
  tokenizer: Tokenizer,
  place: (draft: Draft) => number,
): Step['drafts'] {
  // Each draft as a token of its own, so that equal ones keep their own weights.
  const named = state.alive.map(({ score }, i) => ({ tokens: [i], score }));
  const { followed } = state;
  const weighed = followed === undefined ? named : [named[followed]!];
  const { tokens, weights } = superpose(weighed, gammaExponent);
  const share = new Map(tokens.map((i, at) => [i, weights[at]!]));
  return all(state)
    .map((draft, i) => ({
      place: place(draft),
      tokens: draft.tokens.map((id) => tokenizer.piece(id)),
      weight: i < state.alive.length ? (share.get(i) ?? 0) : 0,
      ended: i >= state.alive.length,
    }))
    .sort((a, b) => a.place - b.place)
    .map(({ tokens: texts, weight, ended }) => ({ tokens: texts, weight, ended }));
}

/** Says what the table did to the scores of a step. */
class Explainer {
  constructor(
    private readonly tokenizer: Tokenizer,
    private readonly ngrams: NgramSource | null,
    private readonly prompt: Prompt,
    private readonly options: SuperposedOptions,
    private readonly next: readonly NextTokens[],
  ) {}

  choices(before: SuperposedState, after: SuperposedState, place: (draft: Draft) => number): Choice[] {
    if (before === START) {
      const taken = all(after).map(({ tokens }) => tokens[0]!);
      return [this.choice(START.alive[0]!, this.next[0]!, -1, 'own', taken)];
    }
    const grown = all(after);
    return before.alive.map((draft, i) => {
      const row = this.next[i] ?? this.next[0]!;
      const at = place(draft);
      const taken = grown
        .filter(({ tokens }) => tokens.length === draft.tokens.length + 1)
        .filter(({ tokens }) => draft.tokens.every((id, t) => tokens[t] === id))
        .map(({ tokens }) => tokens.at(-1)!);
      return this.choice(draft, row, at < 0 ? i : at, this.aboutOf(before, i), taken);
    });
  }

  /** Which drafts the row was about that a living draft went on by. */
  private aboutOf({ followed }: SuperposedState, draft: number): RowUse['about'] {
    if (this.next.length > 1 || draft === followed) return 'own';
    return followed === undefined ? 'all' : 'other';
  }

  private choice(
    draft: Draft,
    row: NextTokens,
    place: number,
    about: RowUse['about'],
    taken: readonly number[],
  ): Choice {
    const piece = (id: number): string => this.tokenizer.piece(id);
    const { ngrams, prompt, options } = this;
    const lookUp = ngrams && lookUpAfter(ngrams, prompt);
    const how = { opening: place === -1, about };
    const together = shares(scoreTokens(row, draft, lookUp, options, how));
    const model = shares(scoreTokens(row, draft, null, options, how));
    const byBoth = best(together);
    const wanted = new Set([
      ...taken.map((id) => row.ids.indexOf(id)),
      ...byBoth.slice(0, SHOWN),
      best(model)[0]!,
    ]);
    const ranked = byBoth.filter((at) => wanted.has(at)).slice(0, SHOWN + taken.length);
    return {
      draft: place,
      taken: taken.map(piece),
      ...(taken.length === 1 && { alone: piece(row.ids[best(model)[0]!]!) }),
      considered: ranked.map((at) => ({
        text: piece(row.ids[at]!),
        model: model[at]!,
        together: together[at]!,
      })),
    };
  }
}

/** Shares of exp(score) among all, [m]. */
function shares(scores: Float64Array): number[] {
  const values = Array.from(scores, Math.exp);
  const sum = values.reduce((a, b) => a + b, 0);
  return values.map((value) => (sum > 0 ? value / sum : 0));
}

const best = (values: readonly number[]): number[] =>
  values.map((_, at) => at).sort((a, b) => values[b]! - values[a]!);
