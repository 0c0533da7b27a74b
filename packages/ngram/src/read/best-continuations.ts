import { BIGRAM_LEVELS, totalOf } from '../format/format';
import { BigramBounds, levelOfBest, type LevelRange } from './bigram-bounds';
import { weigh, type OrderLookUp } from './order-look-up';
import type { PhraseLookUp } from './phrases';
import type { Shard } from './shard';
import { bigramsAfter, type ShardSet } from './shard-set';
import { BLOCK, SuccessorBlock } from './successor-block';

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

/** A query with what was found so far. */
interface Ranking extends Query {
  /** What a phrase adds; 0 where there are none. */
  readonly phrase: number;
  readonly best: NgramContinuation[];
}

/** Above what the most frequent token has where it never followed. */
const FREQUENT = 1e-3;
/** Successors that are looked at first, for each that is wanted. */
const FIRST_LOOK = 4;
/** A sum of probabilities may come out smaller than it is by rounding. */
const SLACK = 1e-9;

/** Finds the likeliest tokens after the context that a look-up has entered: stored successors, scored by all orders. */
export class BestContinuations {
  private readonly bounds = new BigramBounds();
  private readonly block = new SuccessorBlock();

  constructor(
    private readonly shards: ShardSet,
    private readonly orders: OrderLookUp,
    private readonly phrases: PhraseLookUp,
  ) {}

  /** All stored successors of the last token, the best `limit` of them, best first. */
  any(query: Query): NgramContinuation[] {
    const shards = this.owners();
    const rows = shards.map((shard) => bigramsAfter(shard, this.orders.last));
    const phrase = query.phraseAfter(rows.reduce((sum, { count }) => sum + count, 0));
    const ranking = { ...query, phrase, best: [] };
    // Those that are likely after the last token alone come first: after them most others can be passed over.
    const cut = levelOfBest(
      shards.map(({ bigramLevel }, i) =>
        bigramLevel.subarray(rows[i]!.start, rows[i]!.start + rows[i]!.count),
      ),
      FIRST_LOOK * query.limit,
    );
    for (const levels of [
      { from: cut, to: BIGRAM_LEVELS },
      { from: 0, to: cut },
    ]) {
      if (levels.to === 0) continue;
      shards.forEach((shard, i) => {
        this.setBounds(shard, ranking, levels);
        this.rankRow(shard, rows[i]!, ranking);
      });
    }
    return ranking.best;
  }

  /**
   * The same of some tokens alone. Where fewer than `limit` of them ever followed, the most frequent of the others make
   * up the number, at the end.
   * @param among ascending
   */
  among(among: ArrayLike<number>, query: Query): NgramContinuation[] {
    const best: NgramContinuation[] = [];
    const ranking = { ...query, phrase: query.phraseAfter(among.length), best };
    for (const shard of this.owners()) {
      this.setBounds(shard, ranking);
      const { start, count } = bigramsAfter(shard, this.orders.last);
      const { bigramNext, bigramLevel } = shard;
      let least = leastOf(ranking);
      // Successors lie in the order of their ids too; either may be few beside many of the others.
      for (let at = start, i = 0; at < start + count && i < among.length;) {
        const next = bigramNext[at]!;
        const wanted = among[i]!;
        if (next < wanted) at = firstFrom(wanted, bigramNext, at + 1, start + count);
        else if (next > wanted) i = firstFrom(next, among, i + 1, among.length);
        else {
          if (this.bounds.most[bigramLevel[at]!]! > least) least = this.add(shard, at, ranking);
          at++;
          i++;
        }
      }
      this.rankBlock(shard, ranking);
    }
    return best.length < query.limit ? [...best, ...this.frequent(among, query.limit, best)] : best;
  }

  /** The shards that have what follows the last token; none where there is no context. */
  private owners(): Shard[] {
    if (this.orders.length === 0) return [];
    return [this.shards.first, this.orders.rest].filter((shard) => shard !== undefined);
  }

  private setBounds(shard: Shard, { lambdas, phrase }: Ranking, levels?: LevelRange): void {
    const { length, trigramLimit } = this.orders;
    this.bounds.set(shard, { lambdas, length, trigram: trigramLimit, phrase }, levels);
  }

  /** Ranks what may be among the best of a row; its shard's bounds are set. */
  private rankRow(shard: Shard, { start, count }: { start: number; count: number }, ranking: Ranking): void {
    const { bigramLevel } = shard;
    const { most } = this.bounds;
    let least = leastOf(ranking);
    for (let at = start; at < start + count; at++) {
      if (most[bigramLevel[at]!]! > least) least = this.add(shard, at, ranking);
    }
    this.rankBlock(shard, ranking);
  }

  /** Puts a stored bigram of the last token into the block. @returns what others have to exceed */
  private add(shard: Shard, at: number, ranking: Ranking): number {
    const { block } = this;
    block.at[block.count++] = at;
    if (block.count === BLOCK) this.rankBlock(shard, ranking);
    return leastOf(ranking);
  }

  /** Keeps those of the block that are among the best, and empties it. */
  private rankBlock(shard: Shard, ranking: Ranking): void {
    const { orders, block, phrases } = this;
    const { lambdas, phrase, best, limit } = ranking;
    orders.findTrigrams(shard, block);
    this.chooseBest(shard, ranking);
    if (phrase > 0) phrases.findChosen(block);
    for (let j = 0; j < block.chosen; j++) {
      const i = block.members[j]!;
      let probability = weigh(orders.found, orders.findIn(shard, block, i), lambdas);
      if (phrase > 0 && block.levels[j]! >= 0) probability += phrase;
      if (probability <= leastOf(ranking)) continue;
      insertByProbability(best, { id: shard.bigramNext[block.at[i]!]!, probability }, limit);
    }
    block.count = 0;
  }

  /** Chooses those of the block that may be among the best by what is known of their trigrams. */
  private chooseBest(shard: Shard, ranking: Ranking): void {
    const { block, orders } = this;
    const { lambdas, phrase } = ranking;
    const { at, trigram } = block;
    const least = leastOf(ranking);
    let longer = SLACK;
    for (let n = 3; n <= orders.length; n++) longer += lambdas[n - 1]!;
    block.chosen = 0;
    for (let i = 0; i < block.count; i++) {
      const bigram = shard.bigramLevels[shard.bigramLevel[at[i]!]! & (BIGRAM_LEVELS - 1)]!;
      const more = trigram[i]! < 0 ? 0 : lambdas[1]! * trigram[i]! + longer;
      if (lambdas[0]! * bigram + more + phrase > least) block.choose(i, shard.bigramNext[at[i]!]!);
    }
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

/** What others have to exceed. */
const leastOf = ({ best, limit }: Ranking): number =>
  best.length < limit ? 0 : best[limit - 1]!.probability;

/** Where the first of some ascending ids lies that is at least `id`, in steps that grow, then by bisection; `end` for none. */
function firstFrom(id: number, ids: ArrayLike<number>, start: number, end: number): number {
  let low = start;
  let high = start;
  for (let step = 1; high < end && ids[high]! < id; step *= 2) {
    low = high + 1;
    high += step;
  }
  high = Math.min(high, end);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Keeps the best `limit`, best first; equals stay in order of arrival. */
function insertByProbability(best: NgramContinuation[], next: NgramContinuation, limit: number): void {
  let at = best.length;
  while (at > 0 && best[at - 1]!.probability < next.probability) at--;
  best.splice(at, 0, next);
  if (best.length > limit) best.pop();
}
