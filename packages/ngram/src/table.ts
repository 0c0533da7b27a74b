import { NgramFormatError } from './errors';
import { BIGRAM_LEVELS, EXTENDED_FIRST, EXTENDED_REST } from './format';
import { extendA, extendB, HASH_START_A, HASH_START_B } from './hash';
import { parseShard, type Shard } from './shard';

/** A token that may follow, with its probability, 0 … 1. */
export interface NgramContinuation {
  readonly id: number;
  readonly probability: number;
}

/** Most context tokens of one look-up. */
const MAX_CONTEXT = 5;

/**
 * n-gram probabilities from the shards that have been added so far, quantised (Superposed Decoding §3.3).
 *
 * An n-gram of order n is looked up only where its suffix of order n − 1 is stored, which the builder sees to; the
 * exact bigrams come first, so a token that never followed the last one costs one bisection and is never mistaken.
 */
export class NgramTable {
  private first: Shard | undefined;
  /** Shards 1 … n − 1, by index − 1. */
  private readonly rest: (Shard | undefined)[] = [];
  private readonly contextA = new Int32Array(MAX_CONTEXT + 1);
  private readonly contextB = new Int32Array(MAX_CONTEXT + 1);
  private contextLength = 0;
  private lastToken = -1;

  /** @param tokenizer fingerprint of the model's vocabulary, see `tokenizerFingerprint` */
  constructor(readonly tokenizer: string) {}

  /** The shards in use, by index. */
  get shards(): readonly Pick<Shard, 'index' | 'ngrams' | 'bytes'>[] {
    return [this.first, ...this.rest].filter((shard) => shard !== undefined);
  }

  /** How many n-grams are in use. */
  get ngrams(): number {
    return this.shards.reduce((sum, shard) => sum + shard.ngrams, 0);
  }

  /**
   * Puts a shard to use; the table keeps the buffer and reads it in place. Shards may come in any order, but without
   * shard 0 only few n-grams of the others are reached.
   * @throws {NgramFormatError} the shard can't be used; the table stays as it was
   */
  addShard(bytes: ArrayBuffer): void {
    const shard = parseShard(bytes, this.tokenizer);
    const other = this.first ?? this.rest.find((each) => each !== undefined);
    if (other && (other.shards !== shard.shards || other.vocabulary !== shard.vocabulary)) {
      throw new NgramFormatError(
        'corrupt',
        `Shard ${shard.index} belongs to another table. Fetch them all again.`,
      );
    }
    if (shard.index === 0) this.first = shard;
    else this.rest[shard.index - 1] = shard;
  }

  /**
   * Writes P(t) = Σ_n λ_n · c(last n tokens, t) / c(last n tokens, ·) for each candidate t; what is not stored adds 0.
   * @param context token ids so far, oldest first; only the last 5 matter
   * @param candidates token ids, [m]
   * @param lambdas λ by context length, lambdas[n − 1] for n context tokens
   * @param out probabilities, [m]
   */
  probabilities(
    context: readonly number[],
    candidates: ArrayLike<number>,
    lambdas: readonly number[],
    out: Float32Array,
  ): void {
    this.enter(context, lambdas.length);
    const rest = this.restFor(this.lastToken);
    for (let i = 0; i < candidates.length; i++) {
      out[i] = this.contextLength === 0 ? 0 : this.probability(candidates[i]!, lambdas, rest);
    }
  }

  /**
   * The likeliest tokens after a context, best first: every stored successor of the last token, scored by all orders.
   * @param limit at most this many
   */
  continuations(context: readonly number[], lambdas: readonly number[], limit: number): NgramContinuation[] {
    this.enter(context, lambdas.length);
    if (this.contextLength === 0 || limit < 1) return [];
    const rest = this.restFor(this.lastToken);
    const best: NgramContinuation[] = [];
    let least = 0;
    for (const shard of [this.first, rest]) {
      if (!shard) continue;
      const row = rowOf(shard, this.lastToken);
      const end = shard.bigramRows[row + 1]!;
      for (let at = shard.bigramRows[row]!; at < end; at++) {
        const id = shard.bigramNext[at]!;
        const probability = this.sum(shard, at, id, lambdas, rest);
        if (probability <= least) continue;
        insertByProbability(best, { id, probability }, limit);
        if (best.length === limit) least = best[limit - 1]!.probability;
      }
    }
    return best;
  }

  /** Hashes the last tokens, one more for each context length. */
  private enter(context: readonly number[], longest: number): void {
    const length = Math.min(context.length, longest, MAX_CONTEXT);
    let a = HASH_START_A;
    let b = HASH_START_B;
    for (let n = 1; n <= length; n++) {
      const token = context[context.length - n]!;
      a = extendA(a, token);
      b = extendB(b, token);
      this.contextA[n] = a;
      this.contextB[n] = b;
    }
    const vocabulary =
      this.first?.vocabulary ?? this.rest.find((each) => each !== undefined)?.vocabulary ?? 0;
    this.lastToken = length === 0 ? -1 : context[context.length - 1]!;
    const known = Number.isInteger(this.lastToken) && this.lastToken >= 0 && this.lastToken < vocabulary;
    this.contextLength = known ? length : 0;
  }

  private restFor(lastToken: number): Shard | undefined {
    const parts = (this.first?.shards ?? this.rest.find((each) => each !== undefined)?.shards ?? 1) - 1;
    return parts === 0 ? undefined : this.rest[lastToken % parts];
  }

  /** P of one token; `enter` has set the context, which has at least one token. */
  private probability(token: number, lambdas: readonly number[], rest: Shard | undefined): number {
    const first = this.first;
    const inFirst = first ? findBigram(first, this.lastToken, token) : -1;
    if (inFirst >= 0) return this.sum(first!, inFirst, token, lambdas, rest);
    const inRest = rest ? findBigram(rest, this.lastToken, token) : -1;
    return inRest >= 0 ? this.sum(rest!, inRest, token, lambdas, rest) : 0;
  }

  /** P of a token whose bigram lies at `at` of `owner`. */
  private sum(
    owner: Shard,
    at: number,
    token: number,
    lambdas: readonly number[],
    other: Shard | undefined,
  ): number {
    const entry = owner.bigramLevel[at]!;
    let sum = lambdas[0]! * owner.bigramLevels[entry & (BIGRAM_LEVELS - 1)]!;
    let first = entry & EXTENDED_FIRST ? this.first : undefined;
    const rest = entry & EXTENDED_REST ? other : undefined;
    for (let n = 2; n <= this.contextLength; n++) {
      const a = this.contextA[n]!;
      const b = this.contextB[n]!;
      let shard = first;
      let level = first ? first.fuse.find(a, b, token) : -1;
      if (level < 0) {
        // Shard 0 has every suffix of what it has: without this one it has no longer one either.
        first = undefined;
        level = rest ? rest.fuse.find(a, b, token) : -1;
        shard = rest;
      }
      if (level < 0 || n + 1 > shard!.maxOrder) return sum;
      sum += lambdas[n - 1]! * shard!.levels[((n - 2) << shard!.levelBits) + level]!;
    }
    return sum;
  }
}

function rowOf(shard: Shard, token: number): number {
  return shard.index === 0 ? token : Math.floor(token / (shard.shards - 1));
}

/** Where a bigram lies in a shard, by bisection, or −1. */
function findBigram(shard: Shard, last: number, token: number): number {
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

/** Keeps the best `limit`, best first; equals stay in order of arrival. */
function insertByProbability(best: NgramContinuation[], next: NgramContinuation, limit: number): void {
  let at = best.length;
  while (at > 0 && best[at - 1]!.probability < next.probability) at--;
  best.splice(at, 0, next);
  if (best.length > limit) best.pop();
}
