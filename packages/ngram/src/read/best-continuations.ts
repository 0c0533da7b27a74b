import { BIGRAM_LEVELS, totalOf } from '../format/format';
import { BigramBounds, levelOfBest } from './bigram-bounds';
import { weigh, type OrderLookUp } from './order-look-up';
import type { PhraseLookUp } from './phrases';
import type { Shard } from './shard';
import { bigramsAfter, type ShardSet } from './shard-set';

/** A token that may follow, with its probability, 0 … 1. */
export interface NgramContinuation {
  readonly id: number;
  readonly probability: number;
}

/** What is looked for. */
interface Query {
  readonly lambdas: readonly number[];
  readonly limit: number;
  /** What a phrase adds, after so many look-ups; 0 where there are none. */
  readonly phraseAfter: (lookUps: number) => number;
}

/** Above what the most frequent token has where it never followed. */
const FREQUENT = 1e-3;
/** Successors that are looked at first, for each that is wanted. */
const FIRST_LOOK = 4;

/** Finds the likeliest tokens after the context that a look-up has entered: stored successors, scored by all orders. */
export class BestContinuations {
  private readonly bounds = new BigramBounds();

  constructor(
    private readonly shards: ShardSet,
    private readonly orders: OrderLookUp,
    private readonly phrases: PhraseLookUp,
  ) {}

  /** All stored successors of the last token, the best `limit` of them, best first. */
  any(query: Query): NgramContinuation[] {
    const best: NgramContinuation[] = [];
    const shards = this.owners();
    const rows = shards.map((shard) => bigramsAfter(shard, this.orders.last));
    const phrase = query.phraseAfter(rows.reduce((sum, { count }) => sum + count, 0));
    // Those that are likely after the last token alone come first: after them most others can be passed over.
    const cut = levelOfBest(
      shards.map(({ bigramLevel }, i) =>
        bigramLevel.subarray(rows[i]!.start, rows[i]!.start + rows[i]!.count),
      ),
      FIRST_LOOK * query.limit,
    );
    for (const early of [true, false]) {
      shards.forEach((shard, i) => {
        this.setBounds(shard, query.lambdas, phrase);
        const { start, count } = rows[i]!;
        for (let at = start; at < start + count; at++) {
          if ((shard.bigramLevel[at]! & (BIGRAM_LEVELS - 1)) >= cut !== early) continue;
          this.consider(shard, at, phrase, query, best);
        }
      });
    }
    return best;
  }

  /**
   * The same of some tokens alone. Where fewer than `limit` of them ever followed, the most frequent of the others make
   * up the number, at the end.
   * @param among ascending
   */
  among(among: ArrayLike<number>, query: Query): NgramContinuation[] {
    const best: NgramContinuation[] = [];
    const phrase = query.phraseAfter(among.length);
    for (const shard of this.owners()) {
      this.setBounds(shard, query.lambdas, phrase);
      const { start, count } = bigramsAfter(shard, this.orders.last);
      // Successors lie in the order of their ids too.
      for (let at = start, i = 0; at < start + count && i < among.length;) {
        const ahead = shard.bigramNext[at]! - among[i]!;
        if (ahead === 0) this.consider(shard, at, phrase, query, best);
        if (ahead <= 0) at++;
        if (ahead >= 0) i++;
      }
    }
    return best.length < query.limit ? [...best, ...this.frequent(among, query.limit, best)] : best;
  }

  /** The shards that have what follows the last token; none where there is no context. */
  private owners(): Shard[] {
    if (this.orders.length === 0) return [];
    return [this.shards.first, this.orders.rest].filter((shard) => shard !== undefined);
  }

  private setBounds(shard: Shard, lambdas: readonly number[], phrase: number): void {
    const { length, trigramLimit } = this.orders;
    this.bounds.set(shard, { lambdas, length, trigram: trigramLimit, phrase });
  }

  /** Keeps a stored bigram of the last token if it is among the best; its shard's bounds are set. */
  private consider(
    shard: Shard,
    at: number,
    phrase: number,
    { lambdas, limit }: Query,
    best: NgramContinuation[],
  ): void {
    const least = best.length < limit ? 0 : best[limit - 1]!.probability;
    if (this.bounds.most[shard.bigramLevel[at]!]! <= least) return;
    const id = shard.bigramNext[at]!;
    const { orders } = this;
    let probability = weigh(orders.found, orders.findAt(shard, at, id), lambdas);
    if (phrase > 0 && this.phrases.has(id)) probability += phrase;
    if (probability > least) insertByProbability(best, { id, probability }, limit);
  }

  /** Tokens that are frequent anywhere; at the least probability of those before, or a small one. */
  private frequent(
    ids: ArrayLike<number>,
    limit: number,
    best: readonly NgramContinuation[],
  ): NgramContinuation[] {
    const { totals } = this.shards.first ?? {};
    if (!totals) return [];
    const seen = new Set(best.map(({ id }) => id));
    const ceiling = Math.min(FREQUENT, best.at(-1)?.probability ?? FREQUENT);
    const others: NgramContinuation[] = [];
    const wanted = limit - best.length;
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i]!;
      const probability = totals[id] ? ceiling * (totalOf(totals[id]) / totalOf(255)) : 0;
      const least = others.length < wanted ? 0 : others[wanted - 1]!.probability;
      if (probability > least && !seen.has(id)) insertByProbability(others, { id, probability }, wanted);
    }
    return others;
  }
}

/** Keeps the best `limit`, best first; equals stay in order of arrival. */
function insertByProbability(best: NgramContinuation[], next: NgramContinuation, limit: number): void {
  let at = best.length;
  while (at > 0 && best[at - 1]!.probability < next.probability) at--;
  best.splice(at, 0, next);
  if (best.length > limit) best.pop();
}
