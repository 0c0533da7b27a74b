import { NgramFormatError } from '../format/errors';
import { MAX_CONTEXT, MAX_ORDER } from '../format/format';
import type { NgramContinuation } from '../read/best-continuations';
import { Contexts, type KnownContext } from './contexts';
import { recalled } from './text-ngrams';

/** What the n-grams of one writer are laid over: a table, or nothing. */
export interface NgramBase {
  probabilities(
    context: readonly number[],
    candidates: ArrayLike<number>,
    lambdas: readonly number[],
    out: Float32Array,
  ): void;
  orders(context: readonly number[], candidates: ArrayLike<number>, out: Float32Array): void;
  continuations(
    context: readonly number[],
    lambdas: readonly number[],
    limit: number,
    among?: ArrayLike<number>,
  ): NgramContinuation[];
}

/** The n-grams themselves, as they are kept and exported. */
export interface PersonalSnapshot {
  /** Token ids of all n-grams one after the other, orders 1 to 6. */
  readonly tokens: Int32Array;
  /** Order of each n-gram. */
  readonly orders: Uint8Array;
  /** How often each occurred, what is older counting less. */
  readonly weights: Float32Array;
}

export interface PersonalOptions {
  /** Share of the writer's own n-grams where they know a context well, 0 … 1. Default .3. */
  readonly share?: number;
  /** Most n-grams that are kept. Default 100,000: about 15,000 words. */
  readonly capacity?: number;
  /** After so many more tokens an n-gram counts half. Default 20,000. */
  readonly halfLife?: number;
}

/** Seen once counts for little: added to how often a context occurred. */
const DOUBT = 0.5;
/** Part of a token's own frequency where no context is known; it only orders completions of a word. */
const FREQUENCY = 1e-3;

/** λ that ask for one context length alone. */
const ONE_ORDER = Array.from({ length: MAX_CONTEXT }, (_, n) =>
  Array.from({ length: MAX_CONTEXT }, (__, i) => Number(i === n)),
);

/**
 * n-grams of what one writer wrote, laid over a table: P = (1 − s)·table + share·own, where s is the share times how
 * much of the context the writer's own n-grams know. What they know nothing of stays as the table has it. In memory
 * alone; see `snapshot` and `restore`.
 */
export class PersonalNgrams implements NgramBase {
  private readonly contexts: Contexts;
  private readonly share: number;

  constructor(
    private readonly base: NgramBase | null,
    { share = 0.3, capacity = 100_000, halfLife = 20_000 }: PersonalOptions = {},
  ) {
    this.share = share;
    this.contexts = new Contexts(capacity, 2 ** (1 / halfLife));
  }

  /** How many n-grams are kept. */
  get size(): number {
    return this.contexts.size;
  }

  /**
   * Takes in what was written: all n-grams of orders 1 to 6 within it.
   * @param tokens token ids of a stretch of text that was not taken in before
   */
  learn(tokens: readonly number[]): void {
    this.contexts.learn(tokens);
  }

  /** As NgramTable's. */
  probabilities(
    context: readonly number[],
    candidates: ArrayLike<number>,
    lambdas: readonly number[],
    out: Float32Array,
  ): void {
    if (this.base) this.base.probabilities(context, candidates, lambdas, out);
    else out.fill(0, 0, candidates.length);
    const known = this.contexts.known(context, lambdas.length);
    if (known.length > 0) this.mix(known, lambdas, candidates, out);
  }

  /** As NgramTable's. */
  orders(context: readonly number[], candidates: ArrayLike<number>, out: Float32Array): void {
    const m = candidates.length;
    if (this.base) this.base.orders(context, candidates, out);
    else out.fill(0, 0, ONE_ORDER.length * m);
    const known = this.contexts.known(context);
    if (known.length === 0) return;
    ONE_ORDER.forEach((lambdas, n) => {
      this.mix(known, lambdas, candidates, out.subarray(n * m, (n + 1) * m));
    });
  }

  /** As NgramTable's; the writer's own words are among them. */
  continuations(
    context: readonly number[],
    lambdas: readonly number[],
    limit: number,
    among?: ArrayLike<number>,
  ): NgramContinuation[] {
    const found = this.base?.continuations(context, lambdas, limit, among) ?? [];
    const known = this.contexts.known(context, lambdas.length);
    if (limit < 1 || (known.length === 0 && !among)) return found;
    const base = new Map(found.map(({ id, probability }) => [id, probability]));
    // A word that is begun may be any that this writer has used.
    const own = (among ? this.contexts.get([]) : known[0]?.context)?.next;
    const others = own ? ownAmong(own, among).filter((id) => !base.has(id)) : [];
    const ids = [...base.keys(), ...others];
    const out = new Float32Array(ids.length);
    this.base?.probabilities(context, others, lambdas, out.subarray(base.size));
    out.set([...base.values()]);
    this.mix(known, lambdas, ids, out);
    if (among) this.addFrequencies(ids, out);
    return ids
      .map((id, i) => ({ id, probability: out[i]! }))
      .filter(({ probability }) => probability > 0)
      .sort((a, b) => b.probability - a.probability)
      .slice(0, limit);
  }

  /**
   * What followed the longest end of a context that the writer's own n-grams know, and the share of it in a score; null
   * where the last token is new.
   * @param continuesWord whether a token goes on with the word before it
   */
  recall(
    context: readonly number[],
    continuesWord: (id: number) => boolean,
  ): { share: number; next: NgramContinuation[] } | null {
    const longest = this.contexts.known(context).at(-1);
    if (!longest) return null;
    const counts = new Map(
      [...longest.context.next].map(([id, weight]) => [id, weight / this.contexts.unit]),
    );
    return recalled(longest.n, counts, continuesWord, false);
  }

  /** What followed just these tokens, by token: how often, what is older counting less. */
  *followers(context: readonly number[]): Generator<readonly [token: number, count: number]> {
    const { unit } = this.contexts;
    for (const [token, weight] of this.contexts.get(context)?.next ?? []) yield [token, weight / unit];
  }

  /** All n-grams, in the order of their first occurrence. */
  snapshot(): PersonalSnapshot {
    const tokens: number[] = [];
    const orders: number[] = [];
    const weights: number[] = [];
    for (const { context, token, weight } of this.contexts.all()) {
      tokens.push(...context, token);
      orders.push(context.length + 1);
      weights.push(weight);
    }
    return {
      tokens: Int32Array.from(tokens),
      orders: Uint8Array.from(orders),
      weights: Float32Array.from(weights),
    };
  }

  /**
   * Adds the n-grams of a snapshot.
   * @throws {NgramFormatError} it is damaged; nothing is added
   */
  restore({ tokens, orders, weights }: PersonalSnapshot): void {
    let length = 0;
    for (const order of orders) length += order >= 1 && order <= MAX_ORDER ? order : Infinity;
    const good = length === tokens.length && weights.length === orders.length;
    if (
      !good ||
      !weights.every((weight) => weight >= 0 && weight < Infinity) ||
      tokens.some((id) => id < 0)
    ) {
      throw new NgramFormatError('corrupt', 'The n-grams of this writer are damaged. Delete them.');
    }
    let at = 0;
    orders.forEach((order, i) => {
      const context = Array.from(tokens.subarray(at, at + order - 1));
      this.contexts.put(context, tokens[at + order - 1]!, weights[i]!);
      at += order;
    });
    this.contexts.prune();
  }

  /** Forgets everything. */
  clear(): void {
    this.contexts.clear();
  }

  /** Lays the writer's own probabilities over those of the base. */
  private mix(
    known: readonly KnownContext[],
    lambdas: readonly number[],
    candidates: ArrayLike<number>,
    out: Float32Array,
  ): void {
    const doubt = DOUBT * this.contexts.unit;
    let sure = 0;
    let all = 0;
    for (const lambda of lambdas) all += lambda;
    for (const { n, context } of known) sure += (lambdas[n - 1]! * context.total) / (context.total + doubt);
    const rest = all > 0 ? 1 - (this.share * sure) / all : 1;
    for (let i = 0; i < candidates.length; i++) {
      let own = 0;
      for (const { n, context } of known) {
        const weight = context.next.get(candidates[i]!);
        // A longer n-gram ends in the shorter one.
        if (weight === undefined) break;
        own += (lambdas[n - 1]! * weight) / (context.total + doubt);
      }
      out[i] = rest * out[i]! + this.share * own;
    }
  }

  private addFrequencies(ids: readonly number[], out: Float32Array): void {
    const all = this.contexts.get([]);
    if (!all) return;
    ids.forEach((id, i) => {
      out[i]! += (FREQUENCY * this.share * (all.next.get(id) ?? 0)) / all.total;
    });
  }
}

/** Tokens that follow, of those that are wanted. */
function ownAmong(next: ReadonlyMap<number, number>, among?: ArrayLike<number>): number[] {
  if (!among) return [...next.keys()];
  const ids: number[] = [];
  for (let i = 0; i < among.length; i++) if (next.has(among[i]!)) ids.push(among[i]!);
  return ids;
}
