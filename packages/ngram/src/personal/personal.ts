import { NgramFormatError } from '../format/errors';
import { MAX_CONTEXT, MAX_ORDER } from '../format/format';
import type { NgramContinuation } from '../read/best-continuations';

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
/** Share of n-grams that stay when there are too many. */
const KEPT = 0.8;
/** Weights are written anew before they grow out of a Float32Array's precision. */
const MOST_UNIT = 1e6;
/** Part of a token's own frequency where no context is known; it only orders completions of a word. */
const FREQUENCY = 1e-3;

/** λ that ask for one context length alone. */
const ONE_ORDER = Array.from({ length: MAX_CONTEXT }, (_, n) =>
  Array.from({ length: MAX_CONTEXT }, (__, i) => Number(i === n)),
);

interface Context {
  total: number;
  readonly next: Map<number, number>;
}

/**
 * n-grams of what one writer wrote, laid over a table: P = (1 − s)·table + share·own, where s is the share times how
 * much of the context the writer's own n-grams know. What they know nothing of stays as the table has it. In memory
 * alone; see `snapshot` and `restore`.
 */
export class PersonalNgrams implements NgramBase {
  /** By the tokens of the context, newest first. '' is the empty context. */
  private readonly contexts = new Map<string, Context>();
  private entries = 0;
  /** What a new occurrence adds; it grows instead of the old ones shrinking. */
  private unit = 1;
  private readonly share: number;
  private readonly capacity: number;
  private readonly growth: number;

  constructor(
    private readonly base: NgramBase | null,
    { share = 0.3, capacity = 100_000, halfLife = 20_000 }: PersonalOptions = {},
  ) {
    this.share = share;
    this.capacity = capacity;
    this.growth = 2 ** (1 / halfLife);
  }

  /** How many n-grams are kept. */
  get size(): number {
    return this.entries;
  }

  /**
   * Takes in what was written: all n-grams of orders 1 to 6 within it.
   * @param tokens token ids of a stretch of text that was not taken in before
   */
  learn(tokens: readonly number[]): void {
    for (let at = 0; at < tokens.length; at++) {
      this.unit *= this.growth;
      let key = '';
      for (let n = 0; n < MAX_ORDER && n <= at; n++) {
        if (n > 0) key = extend(key, tokens[at - n]!);
        this.add(key, tokens[at]!, this.unit);
      }
    }
    if (this.unit > MOST_UNIT || this.entries > this.capacity) this.prune();
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
    const known = this.known(context, lambdas);
    if (known.length > 0) this.mix(known, lambdas, candidates, out);
  }

  /** As NgramTable's. */
  orders(context: readonly number[], candidates: ArrayLike<number>, out: Float32Array): void {
    const m = candidates.length;
    if (this.base) this.base.orders(context, candidates, out);
    else out.fill(0, 0, ONE_ORDER.length * m);
    const known = this.known(context, ONE_ORDER[0]!);
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
    const known = this.known(context, lambdas);
    if (limit < 1 || (known.length === 0 && !among)) return found;
    const base = new Map(found.map(({ id, probability }) => [id, probability]));
    // A word that is begun may be any that this writer has used.
    const own = (among ? this.contexts.get('') : known[0]?.context)?.next;
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

  /** All n-grams, in the order of their first occurrence. */
  snapshot(): PersonalSnapshot {
    const tokens: number[] = [];
    const orders: number[] = [];
    const weights: number[] = [];
    for (const [key, { next }] of this.contexts) {
      const context = key === '' ? [] : key.split(',').map(Number).reverse();
      for (const [token, weight] of next) {
        tokens.push(...context, token);
        orders.push(context.length + 1);
        weights.push(weight / this.unit);
      }
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
      const context = tokens.subarray(at, at + order - 1);
      this.add(context.reduceRight(extend, ''), tokens[at + order - 1]!, weights[i]! * this.unit);
      at += order;
    });
    if (this.entries > this.capacity) this.prune();
  }

  /** Forgets everything. */
  clear(): void {
    this.contexts.clear();
    this.entries = 0;
    this.unit = 1;
  }

  private add(key: string, token: number, weight: number): void {
    let context = this.contexts.get(key);
    if (!context) this.contexts.set(key, (context = { total: 0, next: new Map() }));
    const before = context.next.get(token);
    if (before === undefined) this.entries++;
    context.next.set(token, (before ?? 0) + weight);
    context.total += weight;
  }

  /** The contexts of 1, 2, … tokens that are known. A longer one is known only where the shorter ones are. */
  private known(context: readonly number[], lambdas: readonly number[]): { n: number; context: Context }[] {
    const known: { n: number; context: Context }[] = [];
    let key = '';
    for (let n = 1; n <= Math.min(context.length, lambdas.length, MAX_CONTEXT); n++) {
      key = extend(key, context[context.length - n]!);
      const found = this.contexts.get(key);
      if (!found) break;
      known.push({ n, context: found });
    }
    return known;
  }

  /** Lays the writer's own probabilities over those of the base. */
  private mix(
    known: readonly { n: number; context: Context }[],
    lambdas: readonly number[],
    candidates: ArrayLike<number>,
    out: Float32Array,
  ): void {
    const doubt = DOUBT * this.unit;
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
    const all = this.contexts.get('');
    if (!all) return;
    ids.forEach((id, i) => {
      out[i]! += (FREQUENCY * this.share * (all.next.get(id) ?? 0)) / all.total;
    });
  }

  /** Drops the n-grams that count least, and writes the others in units of 1. */
  private prune(): void {
    const weights = Float64Array.from([...this.contexts.values()].flatMap(({ next }) => [...next.values()]));
    weights.sort();
    const surplus = this.entries > this.capacity ? this.entries - Math.floor(KEPT * this.capacity) : 0;
    const least = surplus === 0 ? -1 : weights[surplus - 1]!;
    for (const [key, context] of this.contexts) {
      context.total = 0;
      for (const [token, weight] of context.next) {
        if (weight <= least) {
          context.next.delete(token);
          this.entries--;
        } else {
          context.next.set(token, weight / this.unit);
          context.total += weight / this.unit;
        }
      }
      if (context.next.size === 0) this.contexts.delete(key);
    }
    this.unit = 1;
  }
}

/** The key of a context with one more (older) token. */
function extend(key: string, token: number): string {
  return key === '' ? String(token) : `${key},${token}`;
}

/** Tokens that follow, of those that are wanted. */
function ownAmong(next: ReadonlyMap<number, number>, among?: ArrayLike<number>): number[] {
  if (!among) return [...next.keys()];
  const ids: number[] = [];
  for (let i = 0; i < among.length; i++) if (next.has(among[i]!)) ids.push(among[i]!);
  return ids;
}
