import type { Draft } from '../drafts/draft';
import type { LanguageModel, NextTokens, Row } from '../model/language-model';
import { branchKey, type Branches } from './branches';
import { expectations, guesses, type Expect } from './look-ahead';
import type { SuperposedOptions } from './options';
import { START, superposedStep, type NgramLookUp } from './superposed-step';

export interface OwnRowsParts {
  readonly model: Pick<LanguageModel, 'cacheLength' | 'contextLength'>;
  readonly branches: Branches;
  readonly lookUp: NgramLookUp | null;
  readonly options: SuperposedOptions;
  /** Position of the openings. */
  readonly start: number;
  /** Steps of the whole run: a draft of so many tokens needs no row. */
  readonly steps: number;
  readonly targetsOf: ((draft: Draft) => readonly number[]) | undefined;
  /** Runs rows, and answers for those that are scored. @param drafts what they are about */
  readonly run: (rows: readonly Row[], drafts: readonly Draft[]) => Promise<NextTokens[]>;
}

/**
 * What the model says after drafts that have rows of their own. Where it may look ahead, a pass has rows for guesses of
 * how each draft goes on; a draft that goes on so needs no pass, and each pass takes every draft up where its answers end.
 */
export class OwnRows {
  private readonly said = new Map<string, NextTokens>();

  private readonly expect: Expect | null;

  constructor(private readonly parts: OwnRowsParts) {
    this.expect = parts.lookUp && expectations(parts.lookUp, parts.options.lambdas);
  }

  /** @returns what is said after each draft, [drafts] */
  async next(drafts: readonly Draft[]): Promise<NextTokens[]> {
    if (drafts.some((draft) => !this.said.has(branchKey(draft)))) await this.ask(drafts);
    return drafts.map((draft) => this.said.get(branchKey(draft))!);
  }

  private async ask(drafts: readonly Draft[]): Promise<void> {
    const { branches, model, start, targetsOf, run } = this.parts;
    const ends = drafts.map((draft) => this.endOf(draft)).filter((end) => end !== null);
    const asked = ends.flatMap((end) => [end, ...this.guessesAfter(end, ends)]);
    const scored = await run(branches.rows(asked, start, model.cacheLength, targetsOf), asked);
    asked.forEach((draft, i) => this.said.set(branchKey(draft), scored[i]!));
  }

  /** The draft as far as answers take it; null where it needs no more. */
  private endOf(draft: Draft): Draft | null {
    const { lookUp, options, steps } = this.parts;
    let end: Draft | undefined = draft;
    for (let next; end && (next = this.said.get(branchKey(end)));) {
      const after = superposedStep(
        { ...START, alive: [end] },
        { kind: 'own', next: [next] },
        lookUp,
        options,
      );
      end = after.alive.find(({ tokens }) => tokens.length < steps);
    }
    return end ?? null;
  }

  /** Guesses that have rows in a pass with so many drafts, which leaves slots for the steps to come. */
  private guessesAfter(end: Draft, { length }: readonly Draft[]): Draft[] {
    const { model, options, steps } = this.parts;
    if (!options.lookAhead || !this.expect) return [];
    const room = Math.floor((model.contextLength - model.cacheLength) / length) - steps;
    const count = Math.min(options.lookAhead, room);
    const { eosIds, stops } = options;
    return guesses(end, this.expect, { count, longest: steps - 1, eosIds, ...(stops && { stops }) });
  }
}
