import { MAX_CONTEXT, MAX_ORDER } from '../format/format';

/** What followed some tokens. */
export interface Context {
  /** Σ of the weights. */
  total: number;
  /** Weight by token. */
  readonly next: Map<number, number>;
}

/** A context of the last n tokens that is known. */
export interface KnownContext {
  readonly n: number;
  readonly context: Context;
}

/** Share of n-grams that stay when there are too many. */
const KEPT = 0.8;
/** Weights are written anew before they grow out of a Float32Array's precision. */
const MOST_UNIT = 1e6;

/** Weighted n-grams of orders 1 to 6, by context. What is older counts less, and the lightest go when there are too many. */
export class Contexts {
  /** What a new occurrence adds; it grows instead of the old ones shrinking. Weights count in it. */
  unit = 1;
  /** How many n-grams are kept. */
  size = 0;
  /** By the tokens of the context, newest first. '' is the empty context. */
  private readonly byKey = new Map<string, Context>();

  /**
   * @param capacity most n-grams
   * @param growth of the unit, from one token to the next
   */
  constructor(
    private readonly capacity: number,
    private readonly growth: number,
  ) {}

  /** Takes in all n-grams within some tokens. */
  learn(tokens: readonly number[]): void {
    for (let at = 0; at < tokens.length; at++) {
      this.unit *= this.growth;
      let key = '';
      for (let n = 0; n < MAX_ORDER && n <= at; n++) {
        if (n > 0) key = extend(key, tokens[at - n]!);
        this.add(key, tokens[at]!, this.unit);
      }
    }
    this.prune();
  }

  /** Adds one n-gram as often as its weight says, in occurrences. */
  put(context: readonly number[], token: number, weight: number): void {
    this.add(keyOf(context), token, weight * this.unit);
  }

  /** What followed just these tokens. */
  get(context: readonly number[]): Context | undefined {
    return this.byKey.get(keyOf(context));
  }

  /** The contexts of 1, 2, … tokens that are known. A longer one is known only where the shorter ones are. */
  known(context: readonly number[], longest = MAX_CONTEXT): KnownContext[] {
    const known: KnownContext[] = [];
    let key = '';
    for (let n = 1; n <= Math.min(context.length, longest, MAX_CONTEXT); n++) {
      key = extend(key, context[context.length - n]!);
      const found = this.byKey.get(key);
      if (!found) break;
      known.push({ n, context: found });
    }
    return known;
  }

  /** All n-grams with their weight in occurrences, in the order of their first one. */
  *all(): Generator<{ context: readonly number[]; token: number; weight: number }> {
    for (const [key, { next }] of this.byKey) {
      const context = key === '' ? [] : key.split(',').map(Number).reverse();
      for (const [token, weight] of next) yield { context, token, weight: weight / this.unit };
    }
  }

  clear(): void {
    this.byKey.clear();
    this.size = 0;
    this.unit = 1;
  }

  /** Drops the n-grams that count least where there are too many, and writes the others in units of 1. */
  prune(): void {
    const surplus = this.size > this.capacity ? this.size - Math.floor(KEPT * this.capacity) : 0;
    if (surplus === 0 && this.unit <= MOST_UNIT) return;
    const weights = Float64Array.from([...this.byKey.values()].flatMap(({ next }) => [...next.values()]));
    weights.sort();
    const least = surplus === 0 ? -1 : weights[surplus - 1]!;
    for (const [key, context] of this.byKey) {
      context.total = 0;
      for (const [token, weight] of context.next) {
        if (weight <= least) {
          context.next.delete(token);
          this.size--;
        } else {
          context.next.set(token, weight / this.unit);
          context.total += weight / this.unit;
        }
      }
      if (context.next.size === 0) this.byKey.delete(key);
    }
    this.unit = 1;
  }

  private add(key: string, token: number, weight: number): void {
    let context = this.byKey.get(key);
    if (!context) this.byKey.set(key, (context = { total: 0, next: new Map() }));
    const before = context.next.get(token);
    if (before === undefined) this.size++;
    context.next.set(token, (before ?? 0) + weight);
    context.total += weight;
  }
}

const keyOf = (context: readonly number[]): string => context.reduceRight(extend, '');

/** The key of a context with one more (older) token. */
function extend(key: string, token: number): string {
  return key === '' ? String(token) : `${key},${token}`;
}
