import type { NgramBase } from '../personal/personal';
import type { NgramCounts } from '../write/ngram-counts';

/** Exact n-gram counts of small documents, for tests to compare tables with. */
export class ExactCounts {
  /** 'order:t1,t2,…' → count. */
  readonly ngrams = new Map<string, number>();
  /** The same with the last token left out → how often anything followed. */
  readonly contexts = new Map<string, number>();

  constructor(
    documents: readonly (readonly number[])[],
    readonly maxOrder = 6,
  ) {
    for (const document of documents) {
      for (let order = 2; order <= maxOrder; order++) {
        for (let end = order; end <= document.length; end++) {
          const ngram = document.slice(end - order, end);
          bump(this.ngrams, ngram.join(','));
          bump(this.contexts, ngram.slice(0, -1).join(','));
        }
      }
    }
  }

  /** Σ_n λ_n · c(last n tokens, t) / c(last n tokens, ·). */
  probability(context: readonly number[], token: number, lambdas: readonly number[]): number {
    let sum = 0;
    for (let n = 1; n <= Math.min(context.length, lambdas.length, this.maxOrder - 1); n++) {
      const last = context.slice(-n);
      const count = this.ngrams.get([...last, token].join(',')) ?? 0;
      if (count > 0) sum += (lambdas[n - 1]! * count) / this.contexts.get(last.join(','))!;
    }
    return sum;
  }

  /** In the form that `writeTable` takes. */
  columns(minimum = 1): NgramCounts[] {
    return Array.from({ length: this.maxOrder - 1 }, (_, i) => {
      const order = i + 2;
      const kept = [...this.ngrams]
        .map(([key, count]) => ({ tokens: key.split(',').map(Number), count }))
        .filter(({ tokens, count }) => tokens.length === order && count >= minimum)
        .sort((a, b) => compare(a.tokens, b.tokens));
      return {
        order,
        tokens: Int32Array.from(kept.flatMap(({ tokens }) => tokens)),
        counts: Int32Array.from(kept, ({ count }) => count),
        totals: Int32Array.from(kept, ({ tokens }) => this.contexts.get(tokens.slice(0, -1).join(','))!),
      };
    });
  }
}

/** Documents of skewed random tokens from a small linear congruential generator: the same for the same seed. */
export function randomDocuments(seed: number, count: number, length: number, vocabulary: number): number[][] {
  let state = seed;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return Array.from({ length: count }, () => {
    return Array.from({ length }, () => Math.floor(vocabulary * next() ** 4));
  });
}

function bump(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

/** What `orders` has to write: `probabilities` of each context length by itself. */
export function ordersOneByOne(
  source: NgramBase,
  context: readonly number[],
  candidates: readonly number[],
): number[] {
  return Array.from({ length: 5 }, (_, n) => {
    const out = new Float32Array(candidates.length);
    const lambdas = Array.from({ length: n + 1 }, (__, i) => Number(i === n));
    source.probabilities(context, candidates, lambdas, out);
    return [...out];
  }).flat();
}

export function ordersAtOnce(
  source: NgramBase,
  context: readonly number[],
  candidates: readonly number[],
): number[] {
  // What was there before must not shine through.
  const out = new Float32Array(5 * candidates.length).fill(9);
  source.orders(context, candidates, out);
  return [...out];
}
