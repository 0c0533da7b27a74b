import { MAX_CONTEXT, PHRASE_ORDER } from '../format/format';
import { BestContinuations, type NgramContinuation } from './best-continuations';
import { OrderLookUp, weigh } from './order-look-up';
import { PhraseLookUp } from './phrases';
import type { Shard } from './shard';
import { ShardSet } from './shard-set';

/**
 * n-gram probabilities from the shards that have been added so far, quantised (Superposed Decoding §3.3). Each question
 * enters a context, looks tokens up there, and weighs what was found.
 */
export class NgramTable {
  private readonly set = new ShardSet();
  private readonly lookUp = new OrderLookUp(this.set);
  private readonly phrases = new PhraseLookUp((last) => (this.set.restFor(last) ?? this.set.first)?.phrases);
  private readonly best = new BestContinuations(this.set, this.lookUp, this.phrases);

  /** @param tokenizer fingerprint of the model's vocabulary, see `tokenizerFingerprint` */
  constructor(readonly tokenizer: string) {}

  /** The shards in use, by index. */
  get shards(): readonly Pick<Shard, 'index' | 'ngrams' | 'bytes'>[] {
    return this.set.all;
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
    this.set.add(bytes, this.tokenizer);
  }

  /**
   * Writes P(t) = Σ_n λ_n · c(last n tokens, t) / c(last n tokens, ·) for each candidate t; what is not stored adds 0.
   * With phrases, the part of 5 context tokens is how sure it is that the candidate makes one.
   * @param context token ids so far, oldest first; only the last `LOOK_BACK` matter
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
    const { lookUp } = this;
    lookUp.enter(context, lambdas.length);
    for (let i = 0; i < candidates.length; i++) {
      out[i] = weigh(lookUp.found, lookUp.find(candidates[i]!), lambdas);
    }
    const phrase = this.enterPhrases(context, lambdas[PHRASE_ORDER - 2], candidates.length);
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
    const { lookUp } = this;
    out.fill(0, 0, MAX_CONTEXT * m);
    lookUp.enter(context, MAX_CONTEXT);
    for (let i = 0; i < m; i++) {
      const reached = lookUp.find(candidates[i]!);
      for (let n = 0; n < reached; n++) out[n * m + i] = lookUp.found[n]!;
    }
    const phrase = this.enterPhrases(context, 1, m);
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
    if (limit < 1) return [];
    this.lookUp.enter(context, lambdas.length);
    const phraseAfter = (lookUps: number): number =>
      this.enterPhrases(context, lambdas[PHRASE_ORDER - 2], lookUps);
    const query = { lambdas, limit, phraseAfter };
    return among ? this.best.among(among, query) : this.best.any(query);
  }

  /**
   * Gets ready for look-ups of phrases after a context.
   * @returns what one that is found adds to P, 0 where there are none
   */
  private enterPhrases(context: readonly number[], lambda = 0, lookedUp: number): number {
    if (lambda === 0) return 0;
    this.phrases.enter(context);
    return lambda * this.phrases.probability(lookedUp);
  }
}
