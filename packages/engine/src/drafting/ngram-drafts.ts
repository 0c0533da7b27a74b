import type { Continuation, NgramSource } from '@superposed/decoding';
import { LOOK_BACK } from '@superposed/ngram';
import { tidy } from '../text/draft-text';
import { PieceIndex } from '../text/piece-index';
import type { Tokenizer } from '../text/tokenizer';
import { endsWithWord, restOfWord, startsWithWord } from '../text/words';

/** λ of drafts by the table alone: the longest known context has most to say. Their sum is 1. */
const LAMBDAS = [1, 2, 4, 8, 16].map((weight) => weight / 31);
/** λ that ask for what followed the last two tokens. */
const AFTER_TWO = [0, 1];
/** Openings that are tried for each draft that is wanted: some end as the same word, some as none. */
const OPENINGS = 3;
/** A draft ends before a token that is less probable than this. */
const SUPPORT = 0.05;
/** Continuations that tell whether a word is whole. */
const NEXT = 6;
/** A first word of a smaller share among the openings is not shown. */
const LEAST_SHARE = 0.005;
/** Chance of a token that was typed though no n-gram knows it there. */
const LEAST_CHANCE = 1e-5;
/** Tokens by which a draft may grow over its length to end its word. */
const OVERTIME = 4;

export interface NgramDraftOptions {
  /** Number of drafts, at least 1. */
  readonly k: number;
  /** Most tokens in a draft, but for the end of its last word. */
  readonly maxTokens: number;
  /** What is typed already of the word at the caret, with the space before it. Default ''. */
  readonly typed?: string;
  /** A draft ends before a token that is less probable than this, 0 … 1. */
  readonly support?: number;
}

export interface NgramDraft {
  /** Token ids, those of what is typed already included. */
  readonly tokens: readonly number[];
  /** The draft's text, without what is typed already. */
  readonly text: string;
  /** Probability of its first word among the openings that were found, 0 … 1. */
  readonly probability: number;
}

/** What follows some tokens. */
interface Following {
  /** Whether their last word is likelier to go on than to be whole. */
  readonly wordGoesOn: boolean;
  /** The likeliest token that goes on with it, or after it; undefined where none is known. */
  readonly best: Continuation | undefined;
}

interface Opening {
  /** The draft so far, those tokens included that stand for what is typed. */
  readonly tokens: readonly number[];
  readonly probability: number;
}

/**
 * Drafts by n-grams alone, best first: the likeliest different first words, each going on with the likeliest token
 * while a long enough context speaks for it. Whole words only. It needs no model and takes about a millisecond.
 */
export class NgramDrafter {
  private readonly pieces: PieceIndex;
  /**
   * What follows, as long as the writer is in one word, whose letters bring most of the same drafts again, and in the next
   * one, which a draft may have said.
   */
  private known = new Map<string, Following>();
  private knownBefore: ReadonlyMap<string, Following> = this.known;
  private place = '';
  /** Whether a token goes on with the word before it, by id; undefined where nobody has asked yet. */
  private readonly continues: (boolean | undefined)[] = [];

  constructor(
    private readonly source: NgramSource,
    private readonly tokenizer: Tokenizer,
  ) {
    this.pieces = new PieceIndex(tokenizer);
  }

  /** @param context token ids of the text before `typed` */
  drafts(context: readonly number[], options: NgramDraftOptions): NgramDraft[] {
    const { k, typed = '' } = options;
    const recent = context.slice(-LOOK_BACK);
    const place = recent.join();
    if (place !== this.place) {
      this.knownBefore = this.known;
      this.known = new Map();
    }
    this.place = place;
    const openings = this.openings(recent, typed, OPENINGS * k);
    const total = openings.reduce((sum, { probability }) => sum + probability, 0);
    const drafts = new Map<string, NgramDraft>();
    for (const { tokens: opening, probability } of openings) {
      if (drafts.size === k || probability < LEAST_SHARE * total) break;
      const tokens = this.extend(recent, opening, options);
      const text = tidy(this.tokenizer.decode(tokens).slice(typed.length), true, typed);
      const word = openedWord(typed, text);
      if (word === '' || drafts.has(word)) continue;
      drafts.set(word, { tokens, text, probability: probability / total });
    }
    return [...drafts.values()];
  }

  /** How a draft may begin, likeliest first: the word at the caret goes on, or is whole and the next one begins. */
  private openings(context: readonly number[], typed: string, count: number): Opening[] {
    const follow = (before: readonly number[], weight: number): Opening[] =>
      this.source.continuations([...context, ...before], LAMBDAS, count).map(({ id, probability }) => {
        return { tokens: [...before, id], probability: weight * probability };
      });
    if (typed === '') return follow([], 1);
    const openings = this.completions(context, [], typed, count);
    if (typed !== ' ') {
      const before = this.tokenizer.encode(typed, true);
      openings.push(...follow(before, this.chance(context, before)));
      // A rare word is of several tokens, of which the last one is begun.
      for (let whole = 1; whole < before.length; whole++) {
        const begun = this.tokenizer.decode(before.slice(whole));
        openings.push(...this.completions(context, before.slice(0, whole), begun, count));
      }
    }
    return openings.sort((a, b) => b.probability - a.probability);
  }

  /** Openings by the tokens of a word that are whole, and a token that goes on after what is begun of the next one. */
  private completions(
    context: readonly number[],
    whole: readonly number[],
    begun: string,
    count: number,
  ): Opening[] {
    const weight = this.chance(context, whole);
    return this.source
      .continuations([...context, ...whole], LAMBDAS, count, this.pieces.completions(begun))
      .map(({ id, probability }) => ({ tokens: [...whole, id], probability: weight * probability }));
  }

  /** Probability of some tokens after a context; never quite 0, for they have been typed. */
  private chance(context: readonly number[], tokens: readonly number[]): number {
    const out = new Float32Array(1);
    return tokens.reduce((product, token, i) => {
      this.source.probabilities([...context, ...tokens.slice(0, i)], [token], LAMBDAS, out);
      return product * Math.max(out[0]!, LEAST_CHANCE);
    }, 1);
  }

  /** Goes on with the likeliest tokens. @returns the draft up to its last whole word, [] where there is none */
  private extend(
    context: readonly number[],
    opening: readonly number[],
    { maxTokens, support = SUPPORT }: NgramDraftOptions,
  ): number[] {
    const tokens = [...opening];
    let whole = 0;
    for (;;) {
      const { wordGoesOn, best } = this.after([...context, ...tokens]);
      if (!wordGoesOn) whole = tokens.length;
      const grown = tokens.length - opening.length + 1;
      const ends = wordGoesOn
        ? grown >= maxTokens + OVERTIME
        : grown >= maxTokens || best === undefined || best.probability < support || this.isEnd(tokens);
      if (ends || best === undefined) return tokens.slice(0, whole);
      tokens.push(best.id);
    }
  }

  private after(context: readonly number[]): Following {
    const key = context.slice(-LOOK_BACK).join();
    let following = this.known.get(key);
    if (!following) {
      following = this.knownBefore.get(key) ?? this.lookUp(context);
      this.known.set(key, following);
    }
    return following;
  }

  private lookUp(context: readonly number[]): Following {
    const next = this.source.continuations(context, LAMBDAS, NEXT);
    let balance = 0;
    for (const each of next) balance += this.continuesWord(each) ? each.probability : -each.probability;
    if (balance <= 0) return { wordGoesOn: false, best: next[0] };
    const goingOn = next.filter((each) => this.continuesWord(each));
    return { wordGoesOn: true, best: goingOn.find(({ id }) => this.isOfWord(context, id)) };
  }

  /**
   * Whether a token goes on with the word that a context ends with: of its third token on, whether it has followed two of
   * them. What followed the last one alone are the ends of other words.
   */
  private isOfWord(context: readonly number[], id: number): boolean {
    const [before = '', last = ''] = context.slice(-2).map((each) => this.tokenizer.piece(each));
    if (context.length < 2 || !endsWithWord(before) || !startsWithWord(last)) return true;
    const out = new Float32Array(1);
    this.source.probabilities(context, [id], AFTER_TWO, out);
    return out[0]! > 0;
  }

  private continuesWord({ id }: Continuation): boolean {
    return (this.continues[id] ??= startsWithWord(this.tokenizer.piece(id)));
  }

  /** Whether a sentence or line ends here. */
  private isEnd(tokens: readonly number[]): boolean {
    return /[.!?\n]\s*$/u.test(this.tokenizer.piece(tokens.at(-1)!));
  }
}

/** The word that a draft begins with, what is typed of it included, without case; '' where it begins with none. */
function openedWord(typed: string, text: string): string {
  const word = restOfWord(text.trimStart());
  const begun = /^\s/u.test(text) || word === '' ? '' : typed;
  return (begun + word).trim().toLowerCase();
}
