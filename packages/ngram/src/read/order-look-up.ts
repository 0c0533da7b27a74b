import { BIGRAM_LEVELS, EXTENDED_FIRST, EXTENDED_REST, MAX_CONTEXT, totalOf } from '../format/format';
import { extendA, extendB, HASH_START_A, HASH_START_B } from '../format/hash';
import type { Shard } from './shard';
import { findBigram, type ShardSet } from './shard-set';
import type { SuccessorBlock } from './successor-block';

/** What a limit may be off by: rounded numbers, and contexts at the end of documents, which nothing follows. */
const SLACK = 4;

/**
 * Looks up what is stored of a token after a context: its probability after 1, 2, … tokens.
 *
 * An n-gram of order n is looked up only where its suffix and its context, both of order n − 1, are stored, which the
 * builder sees to. The exact bigrams come first, so a token that never followed the last one costs one bisection and is
 * never mistaken.
 */
export class OrderLookUp {
  /** What the latest look-up found: probability after n tokens at n − 1, as far as its result says. */
  readonly found = new Float64Array(MAX_CONTEXT);
  /** How many tokens of the context are looked at; 0 where its last one is no token. */
  length = 0;
  /** The last token of the context; −1 where there is none. */
  last = -1;
  /** The shard besides the first one that has what follows the last token. */
  rest: Shard | undefined;
  /**
   * How much likelier a token can be after the last two tokens than after the last one: c(u v t) ≤ c(v t), so
   * P(t | u v) ≤ P(t | v) · c(v, ·) / c(u v, ·). What exceeds it is a false positive.
   */
  trigramLimit = Infinity;
  private readonly contextA = new Int32Array(MAX_CONTEXT + 1);
  private readonly contextB = new Int32Array(MAX_CONTEXT + 1);

  constructor(private readonly shards: ShardSet) {}

  /**
   * Gets ready for look-ups after a context: as many of its last tokens as are stored as an n-gram themselves. Nothing
   * is stored after the others.
   * @param longest most tokens of the context that are wanted
   */
  enter(context: readonly number[], longest: number): void {
    const { first } = this.shards;
    const length = Math.min(context.length, longest, MAX_CONTEXT);
    this.hash(context, context.length - 1, length - 1);
    let known = length;
    this.trigramLimit = Infinity;
    if (this.length > 0) {
      const last = context[context.length - 1]!;
      const reached = this.find(last);
      // What lies in a shard that is not there is not known to be missing.
      if (first && (this.rest || first.shards === 1)) known = Math.min(length, reached + 1);
      if (first && reached > 0) {
        this.trigramLimit =
          (SLACK * totalOf(first.totals[last]!)) / (this.found[0]! * totalOf(first.totals[this.last]!));
      }
    }
    this.hash(context, context.length, known);
  }

  /** Looks up a token. @returns how many context lengths are known, 0 … `length`; `found` has their probabilities */
  find(token: number): number {
    if (this.length === 0) return 0;
    const { first } = this.shards;
    const inFirst = first ? findBigram(first, this.last, token) : -1;
    if (inFirst >= 0) return this.findAt(first!, inFirst, token);
    const inRest = this.rest ? findBigram(this.rest, this.last, token) : -1;
    return inRest >= 0 ? this.findAt(this.rest!, inRest, token) : 0;
  }

  /** Looks up the trigrams of a block of successors, whose bigrams are `owner`'s; `findIn` needs them. */
  findTrigrams(owner: Shard, block: SuccessorBlock): void {
    block.trigram.fill(-1, 0, block.count);
    block.ofFirst.fill(0, 0, block.count);
    if (this.length < 2) return;
    this.findTrigramsIn(this.shards.first, EXTENDED_FIRST, owner, block);
    this.findTrigramsIn(this.rest, EXTENDED_REST, owner, block);
  }

  /** As `find`, for the i-th of a block of successors. */
  findIn(owner: Shard, { at, trigram, ofFirst }: SuccessorBlock, i: number): number {
    const entry = owner.bigramLevel[at[i]!]!;
    this.found[0] = owner.bigramLevels[entry & (BIGRAM_LEVELS - 1)]!;
    if (trigram[i]! < 0) return Math.min(1, this.length);
    this.found[1] = trigram[i]!;
    const first = ofFirst[i] ? this.shards.first : undefined;
    const rest = entry & EXTENDED_REST ? this.rest : undefined;
    return this.findLonger(3, owner.bigramNext[at[i]!]!, first, rest, 1);
  }

  /** As `find`, for a token whose bigram lies at `at` of `owner`. */
  private findAt(owner: Shard, at: number, token: number): number {
    const entry = owner.bigramLevel[at]!;
    const bigram = owner.bigramLevels[entry & (BIGRAM_LEVELS - 1)]!;
    const first = entry & EXTENDED_FIRST ? this.shards.first : undefined;
    const rest = entry & EXTENDED_REST ? this.rest : undefined;
    this.found[0] = bigram;
    return this.findLonger(2, token, first, rest, bigram * this.trigramLimit);
  }

  /** What is stored of a token after `from` and more tokens, in shards that may have it; the first of them up to `limit`. */
  private findLonger(
    from: number,
    token: number,
    first: Shard | undefined,
    rest: Shard | undefined,
    limit: number,
  ): number {
    for (let n = from; n <= this.length; n++) {
      const most = n === from ? limit : 1;
      let probability = first ? this.longer(first, n, token, most) : -1;
      if (probability < 0) {
        // Shard 0 has every suffix of what it has: without this one it has no longer one either.
        first = undefined;
        probability = rest ? this.longer(rest, n, token, most) : -1;
      }
      if (probability < 0) return n - 1;
      this.found[n - 1] = probability;
    }
    return this.length;
  }

  /** Looks for trigrams of a block in one shard, of those members that have its flag and none yet. */
  private findTrigramsIn(shard: Shard | undefined, flag: number, owner: Shard, block: SuccessorBlock): void {
    if (!shard || shard.maxOrder < 3) return;
    const { at, trigram, members, levels } = block;
    block.chosen = 0;
    for (let i = 0; i < block.count; i++) {
      if (trigram[i]! < 0 && owner.bigramLevel[at[i]!]! & flag) block.choose(i, owner.bigramNext[at[i]!]!);
    }
    block.find(shard.fuse, this.contextA[2]!, this.contextB[2]!);
    for (let j = 0; j < block.chosen; j++) {
      if (levels[j]! < 0) continue;
      const i = members[j]!;
      const probability = shard.levels[levels[j]!]!;
      const bigram = owner.bigramLevels[owner.bigramLevel[at[i]!]! & (BIGRAM_LEVELS - 1)]!;
      if (probability > bigram * this.trigramLimit) continue;
      trigram[i] = probability;
      block.ofFirst[i] = Number(flag === EXTENDED_FIRST);
    }
  }

  /** Hashes the last tokens before `end`, one more for each context length; none where the last one is no token. */
  private hash(context: readonly number[], end: number, length: number): void {
    let a = HASH_START_A;
    let b = HASH_START_B;
    for (let n = 1; n <= length; n++) {
      const token = context[end - n]!;
      a = extendA(a, token);
      b = extendB(b, token);
      this.contextA[n] = a;
      this.contextB[n] = b;
    }
    this.last = length < 1 ? -1 : context[end - 1]!;
    const isToken = Number.isInteger(this.last) && this.last >= 0 && this.last < this.shards.vocabulary;
    this.length = isToken ? length : 0;
    this.rest = isToken ? this.shards.restFor(this.last) : undefined;
  }

  /** P of a token after n ≥ 2 tokens as one shard has it, or −1 where it has none up to `limit`. */
  private longer(shard: Shard, n: number, token: number, limit: number): number {
    const level = n < shard.maxOrder ? shard.fuse.find(this.contextA[n]!, this.contextB[n]!, token) : -1;
    if (level < 0) return -1;
    const probability = shard.levels[((n - 2) << shard.levelBits) + level]!;
    return probability <= limit ? probability : -1;
  }
}

/** Σ λ_n · P_n over the context lengths that a look-up found. */
export function weigh(found: Float64Array, reached: number, lambdas: readonly number[]): number {
  let sum = 0;
  for (let n = 0; n < reached; n++) sum += lambdas[n]! * found[n]!;
  return sum;
}
