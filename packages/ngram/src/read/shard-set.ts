import { NgramFormatError } from '../format/errors';
import { parseShard, type Shard } from './shard';

/** The shards of a table that have come in so far. */
export class ShardSet {
  /** Shard 0: the n-grams that help most, after any token. */
  first: Shard | undefined;
  /** Shards 1 … n − 1, by index − 1. */
  private readonly rest: (Shard | undefined)[] = [];

  /** By index. */
  get all(): readonly Shard[] {
    return [this.first, ...this.rest].filter((shard) => shard !== undefined);
  }

  /** Number of tokens of the vocabulary; 0 before the first shard. */
  get vocabulary(): number {
    return this.any?.vocabulary ?? 0;
  }

  /**
   * @param tokenizer fingerprint of the model's vocabulary
   * @throws {NgramFormatError} the shard can't be used; the set stays as it was
   */
  add(bytes: ArrayBuffer, tokenizer: string): void {
    const shard = parseShard(bytes, tokenizer);
    const other = this.any;
    if (other && (other.shards !== shard.shards || other.vocabulary !== shard.vocabulary)) {
      throw new NgramFormatError(
        'corrupt',
        `Shard ${shard.index} belongs to another table. Fetch them all again.`,
      );
    }
    if (shard.index === 0) this.first = shard;
    else this.rest[shard.index - 1] = shard;
  }

  /** The shard besides the first one that has what follows a token, if it is there. */
  restFor(token: number): Shard | undefined {
    const parts = (this.any?.shards ?? 1) - 1;
    return parts === 0 ? undefined : this.rest[token % parts];
  }

  private get any(): Shard | undefined {
    return this.first ?? this.rest.find((each) => each !== undefined);
  }
}

/** The bigrams that a shard has of a token. */
export function bigramsAfter(shard: Shard, token: number): { start: number; count: number } {
  const row = rowOf(shard, token);
  const start = shard.bigramRows[row]!;
  return { start, count: shard.bigramRows[row + 1]! - start };
}

/** Where a bigram lies in a shard, by bisection, or −1. */
export function findBigram(shard: Shard, last: number, token: number): number {
  const row = rowOf(shard, last);
  const next = shard.bigramNext;
  let low = shard.bigramRows[row]!;
  const end = shard.bigramRows[row + 1]!;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (next[middle]! < token) low = middle + 1;
    else high = middle;
  }
  return low < end && next[low] === token ? low : -1;
}

function rowOf(shard: Shard, token: number): number {
  return shard.index === 0 ? token : Math.floor(token / (shard.shards - 1));
}
