import { seededRandom } from '@superposed/decoding/random';
import type { NgramSource } from '@superposed/decoding';
import type { NgramCounts } from '@superposed/ngram';

/** What is timed of a table. */
export type LookUp = Pick<NgramSource, 'probabilities'>;

/**
 * Text of made-up tokens: few are frequent, most are rare, and what follows a token depends on it.
 * @returns token ids below `vocabulary`, [documents][length]
 */
export function madeUpText(documents: number, length: number, vocabulary: number, seed: number): number[][] {
  const random = seededRandom(seed);
  return Array.from({ length: documents }, () => {
    let last = 0;
    return Array.from({ length }, () => {
      const rank = Math.floor(vocabulary ** random()) - 1;
      return (last = ((Math.imul(last, 7919) % 64 ** 2) + rank + vocabulary) % vocabulary);
    });
  });
}

/** All n-grams of orders 2 … `maxOrder` within documents, in the order that a table is written from. */
export function countsOf(documents: readonly (readonly number[])[], maxOrder: number): NgramCounts[] {
  const stream = documents.flatMap((ids) => [...ids, -1]);
  return Array.from({ length: maxOrder - 1 }, (_, i) => {
    const order = i + 2;
    const isWhole = (at: number): boolean => {
      for (let n = 0; n < order; n++) if ((stream[at + n] ?? -1) < 0) return false;
      return true;
    };
    const compare = (a: number, b: number, length = order): number => {
      for (let n = 0; n < length; n++)
        if (stream[a + n] !== stream[b + n]) return stream[a + n]! - stream[b + n]!;
      return 0;
    };
    const places = Array.from(stream.keys()).filter(isWhole).sort(compare);
    const tokens: number[] = [];
    const counts: number[] = [];
    const totals: number[] = [];
    for (let start = 0; start < places.length;) {
      let end = start;
      const first = counts.length;
      while (end < places.length && compare(places[start]!, places[end]!, order - 1) === 0) {
        const place = places[end]!;
        if (end > start && compare(places[end - 1]!, place) === 0) counts[counts.length - 1]!++;
        else {
          tokens.push(...stream.slice(place, place + order));
          counts.push(1);
        }
        end++;
      }
      for (let n = first; n < counts.length; n++) totals.push(end - start);
      start = end;
    }
    return {
      order,
      tokens: Int32Array.from(tokens),
      counts: Int32Array.from(counts),
      totals: Int32Array.from(totals),
    };
  });
}

/** The first thing that comes to mind: a Map from contexts to Maps of what follows. */
export class MapTable implements LookUp {
  private readonly contexts = new Map<
    string,
    { readonly total: number; readonly next: Map<number, number> }
  >();

  constructor(orders: readonly NgramCounts[]) {
    for (const { order, tokens, counts, totals } of orders) {
      counts.forEach((count, i) => {
        const ngram = tokens.subarray(i * order, (i + 1) * order);
        const key = ngram.subarray(0, -1).join();
        const context = this.contexts.get(key) ?? { total: totals[i]!, next: new Map<number, number>() };
        context.next.set(ngram.at(-1)!, count);
        this.contexts.set(key, context);
      });
    }
  }

  probabilities(
    context: readonly number[],
    candidates: ArrayLike<number>,
    lambdas: readonly number[],
    out: Float32Array,
  ): void {
    out.fill(0, 0, candidates.length);
    for (let n = 1; n <= Math.min(lambdas.length, context.length); n++) {
      const found = this.contexts.get(context.slice(-n).join());
      if (!found) return;
      for (let i = 0; i < candidates.length; i++) {
        out[i]! += (lambdas[n - 1]! * (found.next.get(candidates[i]!) ?? 0)) / found.total;
      }
    }
  }
}

/** The most compact exact thing: n-grams of each order in sorted arrays, found by bisection. */
export class SortedTable implements LookUp {
  constructor(private readonly orders: readonly NgramCounts[]) {}

  probabilities(
    context: readonly number[],
    candidates: ArrayLike<number>,
    lambdas: readonly number[],
    out: Float32Array,
  ): void {
    out.fill(0, 0, candidates.length);
    for (let n = 1; n <= Math.min(lambdas.length, context.length, this.orders.length); n++) {
      const { order, tokens, counts, totals } = this.orders[n - 1]!;
      let range: readonly [start: number, end: number] = [0, counts.length];
      for (let at = 0; at < n; at++)
        range = narrow(tokens, order, at, context[context.length - n + at]!, range);
      if (range[0] === range[1]) return;
      for (let i = 0; i < candidates.length; i++) {
        const [start, end] = narrow(tokens, order, n, candidates[i]!, range);
        if (start < end) out[i]! += (lambdas[n - 1]! * counts[start]!) / totals[start]!;
      }
    }
  }
}

/** The part of a range of n-grams whose token at a place is `token`; they agree before it. */
function narrow(
  tokens: Int32Array,
  order: number,
  place: number,
  token: number,
  [start, end]: readonly [number, number],
): readonly [start: number, end: number] {
  const bound = (low: number, least: number): number => {
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (tokens[middle * order + place]! < least) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const from = bound(start, token);
  return [from, bound(from, token + 1)];
}
