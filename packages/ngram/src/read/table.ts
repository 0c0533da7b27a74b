import { BigramBounds, levelOfBest } from './bigram-bounds';
import { NgramFormatError } from '../format/errors';
import { BIGRAM_LEVELS, EXTENDED_FIRST, EXTENDED_REST, PHRASE_ORDER, totalOf } from '../format/format';
import { extendA, extendB, HASH_START_A, HASH_START_B } from '../format/hash';
import { PhraseLookUp } from './phrases';
import { parseShard, type Shard } from './shard';

/** A token that may follow, with its probability, 0 … 1. */
export interface NgramContinuation {
  readonly id: number;
  readonly probability: number;
}

/** A look for the best continuations. */
interface Search {
  readonly context: readonly number[];
  readonly lambdas: readonly number[];
  readonly limit: number;
  /** The shards that have what follows the last token; none where there is no context. */
  readonly shards: readonly Shard[];
  readonly rest: Shard | undefined;
  /** Found so far, best first. */
  readonly best: NgramContinuation[];
}

/** Most context tokens of one look-up. */
const MAX_CONTEXT = 5;
/** Above what the most frequent token has in `continuations` where it never followed. */
const FREQUENT = 1e-3;
/** Successors that are looked at first, for each that is wanted. */
const FIRST_LOOK = 4;
const BIGRAM_ONLY = [1, 0, 0, 0, 0];
const ALL = [1, 1, 1, 1, 1];
/** What a limit may be off by: rounded numbers, and contexts at the end of documents, which nothing follows. */
const SLACK = 4;

/**
 * n-gram probabilities from the shards that have been added so far, quantised (Superposed Decoding §3.3).
 *
 * An n-gram of order n is looked up only where its suffix and its context, both of order n − 1, are stored, which the
 * builder sees to. The exact bigrams come first, so a token that never followed the last one costs one bisection and is
 * never mistaken.
 */
export class NgramTable {
  private first: Shard | undefined;
  /** Shards 1 … n − 1, by index − 1. */
  private readonly rest: (Shard | undefined)[] = [];
  private readonly contextA = new Int32Array(MAX_CONTEXT + 1);
  private readonly contextB = new Int32Array(MAX_CONTEXT + 1);
  private contextLength = 0;
  private lastToken = -1;
  /** How many orders the latest look-up found, and what each has. */
  private reached = 0;
  private readonly found = new Float64Array(MAX_CONTEXT);
  /**
   * How much likelier a token can be after the last two tokens than after the last one: c(u v t) ≤ c(v t), so
   * P(t | u v) ≤ P(t | v) · c(v, ·) / c(u v, ·). What exceeds it is a false positive.
   */
  private trigramLimit = Infinity;
  private readonly bounds = new BigramBounds();
  private readonly phrases = new PhraseLookUp((last) => (this.restFor(last) ?? this.first)?.phrases);

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
   * With phrases, the part of 5 context tokens is how sure it is that the candidate makes one.
   * @param context token ids so far, oldest first; only the last 7 matter
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
    const phrase = this.enterPhrases(context, lambdas, candidates.length);
    if (phrase === 0) return;
    for (let i = 0; i < candidates.length; i++) if (this.phrases.has(candidates[i]!)) out[i]! += phrase;
  }

  /**
   * The same for each context length by itself: out[(n − 1) · m + i] after n tokens. It costs little more than one call
   * of `probabilities`.
   * @param out [5 · m]
   */
  orders(context: readonly number[], candidates: ArrayLike<number>, out: Float32Array): void {
    const m = candidates.length;
    out.fill(0, 0, MAX_CONTEXT * m);
    this.enter(context, MAX_CONTEXT);
    if (this.contextLength > 0) {
      const rest = this.restFor(this.lastToken);
      for (let i = 0; i < m; i++) {
        this.reached = 0;
        this.probability(candidates[i]!, ALL, rest);
        for (let n = 0; n < this.reached; n++) out[n * m + i] = this.found[n]!;
      }
    }
    const phrase = this.enterPhrases(context, ALL, m);
    if (phrase === 0) return;
    for (let i = 0; i < m; i++)
      if (this.phrases.has(candidates[i]!)) out[(PHRASE_ORDER - 2) * m + i]! += phrase;
  }

  /**
   * The likeliest tokens after a context, best first: every stored successor of the last token, scored by all orders.
   * @param limit at most this many
   * @param among the only tokens that are wanted, ascending. Where fewer than `limit` of them ever followed, the most
   *   frequent of the others make up the number, at the end
   */
  continuations(
    context: readonly number[],
    lambdas: readonly number[],
    limit: number,
    among?: ArrayLike<number>,
  ): NgramContinuation[] {
    const best: NgramContinuation[] = [];
    if (limit < 1) return best;
    this.enter(context, lambdas.length);
    const rest = this.restFor(this.lastToken);
    const shards = this.contextLength > 0 ? [this.first, rest].filter((shard) => shard !== undefined) : [];
    const search = { context, lambdas, limit, rest, shards, best };
    if (among) this.successorsAmong(among, search);
    else this.successors(search);
    if (among && best.length < limit) this.frequent(among, search);
    return best;
  }

  /** Looks at all stored successors of the last token. */
  private successors(search: Search): void {
    const { context, lambdas, limit, shards } = search;
    const rows = shards.map((shard) => bigramsAfter(shard, this.lastToken));
    const successors = rows.reduce((sum, { count }) => sum + count, 0);
    const phrase = this.enterPhrases(context, lambdas, successors);
    // Those that are likely after the last token alone come first: after them most others can be passed over.
    const cut = levelOfBest(
      shards.map(({ bigramLevel }, i) =>
        bigramLevel.subarray(rows[i]!.start, rows[i]!.start + rows[i]!.count),
      ),
      FIRST_LOOK * limit,
    );
    for (const early of [true, false]) {
      shards.forEach((shard, i) => {
        this.setBounds(shard, lambdas, phrase);
        const { start, count } = rows[i]!;
        for (let at = start; at < start + count; at++) {
          if ((shard.bigramLevel[at]! & (BIGRAM_LEVELS - 1)) >= cut !== early) continue;
          this.consider(shard, at, phrase, search);
        }
      });
    }
  }

  /** Looks at those of some tokens that ever followed: successors lie in the order of their ids too. */
  private successorsAmong(among: ArrayLike<number>, search: Search): void {
    const phrase = this.enterPhrases(search.context, search.lambdas, among.length);
    for (const shard of search.shards) {
      this.setBounds(shard, search.lambdas, phrase);
      const { start, count } = bigramsAfter(shard, this.lastToken);
      for (let at = start, i = 0; at < start + count && i < among.length;) {
        const ahead = shard.bigramNext[at]! - among[i]!;
        if (ahead === 0) this.consider(shard, at, phrase, search);
        if (ahead <= 0) at++;
        if (ahead >= 0) i++;
      }
    }
  }

  private setBounds(shard: Shard, lambdas: readonly number[], phrase: number): void {
    const limits = { lambdas, length: this.contextLength, trigram: this.trigramLimit, phrase };
    this.bounds.set(shard, limits);
  }

  /** Keeps a stored bigram of the last token if it is among the best; its shard's bounds are set. */
  private consider(shard: Shard, at: number, phrase: number, { lambdas, limit, rest, best }: Search): void {
    const least = best.length < limit ? 0 : best[limit - 1]!.probability;
    if (this.bounds.most[shard.bigramLevel[at]!]! <= least) return;
    const id = shard.bigramNext[at]!;
    let probability = this.sum(shard, at, id, lambdas, rest);
    if (phrase > 0 && this.phrases.has(id)) probability += phrase;
    if (probability > least) insertByProbability(best, { id, probability }, limit);
  }

  /** Fills up with tokens that are frequent anywhere; at the least probability of those before, or a small one. */
  private frequent(ids: ArrayLike<number>, { limit, best }: Search): void {
    const { totals } = this.first ?? {};
    if (!totals) return;
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
    best.push(...others);
  }

  /**
   * Gets ready for look-ups of phrases after a context.
   * @returns what one that is found adds to P, 0 where there are none
   */
  private enterPhrases(context: readonly number[], lambdas: readonly number[], lookedUp: number): number {
    const lambda = lambdas[PHRASE_ORDER - 2] ?? 0;
    if (lambda === 0) return 0;
    this.phrases.enter(context);
    return lambda * this.phrases.probability(lookedUp);
  }

  /**
   * Gets ready for look-ups after a context: as many of its last tokens as are stored as an n-gram themselves. Nothing is
   * stored after the others.
   */
  private enter(context: readonly number[], longest: number): void {
    const length = Math.min(context.length, longest, MAX_CONTEXT);
    this.hash(context, context.length - 1, length - 1);
    let known = length;
    this.trigramLimit = Infinity;
    if (this.contextLength > 0) {
      const last = context[context.length - 1]!;
      const rest = this.restFor(this.lastToken);
      this.reached = 0;
      const bigram = this.probability(last, BIGRAM_ONLY, rest);
      // What lies in a shard that is not there is not known to be missing.
      if (this.first && (rest || this.first.shards === 1)) known = Math.min(length, this.reached + 1);
      if (this.first && bigram > 0) {
        const { totals } = this.first;
        this.trigramLimit = (SLACK * totalOf(totals[last]!)) / (bigram * totalOf(totals[this.lastToken]!));
      }
    }
    this.hash(context, context.length, known);
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
    const vocabulary =
      this.first?.vocabulary ?? this.rest.find((each) => each !== undefined)?.vocabulary ?? 0;
    this.lastToken = length < 1 ? -1 : context[end - 1]!;
    const isToken = Number.isInteger(this.lastToken) && this.lastToken >= 0 && this.lastToken < vocabulary;
    this.contextLength = isToken ? length : 0;
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
    const bigram = owner.bigramLevels[entry & (BIGRAM_LEVELS - 1)]!;
    let sum = lambdas[0]! * bigram;
    let first = entry & EXTENDED_FIRST ? this.first : undefined;
    const rest = entry & EXTENDED_REST ? other : undefined;
    this.reached = 1;
    this.found[0] = bigram;
    for (let n = 2, limit = bigram * this.trigramLimit; n <= this.contextLength; n++, limit = 1) {
      let probability = first ? this.longer(first, n, token, limit) : -1;
      if (probability < 0) {
        // Shard 0 has every suffix of what it has: without this one it has no longer one either.
        first = undefined;
        probability = rest ? this.longer(rest, n, token, limit) : -1;
      }
      if (probability < 0) return sum;
      this.reached = n;
      this.found[n - 1] = probability;
      sum += lambdas[n - 1]! * probability;
    }
    return sum;
  }

  /** P of a token after n ≥ 2 tokens as one shard has it, or −1 where it has none up to `limit`. */
  private longer(shard: Shard, n: number, token: number, limit: number): number {
    const level = n < shard.maxOrder ? shard.fuse.find(this.contextA[n]!, this.contextB[n]!, token) : -1;
    if (level < 0) return -1;
    const probability = shard.levels[((n - 2) << shard.levelBits) + level]!;
    return probability <= limit ? probability : -1;
  }
}

function rowOf(shard: Shard, token: number): number {
  return shard.index === 0 ? token : Math.floor(token / (shard.shards - 1));
}

/** The bigrams that a shard has of a token. */
function bigramsAfter(shard: Shard, token: number): { start: number; count: number } {
  const row = rowOf(shard, token);
  const start = shard.bigramRows[row]!;
  return { start, count: shard.bigramRows[row + 1]! - start };
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
