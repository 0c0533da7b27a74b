import { PHRASE_ORDER } from '../format/format';
import type { FuseMap } from '../format/fuse';
import type { SuccessorBlock } from './successor-block';
import { extendA, extendB, HASH_START_A, HASH_START_B } from '../format/hash';

/** Context tokens of a phrase. */
const LENGTH = PHRASE_ORDER - 1;
/**
 * How likely the next token makes a phrase with the last five, after one, and two or more phrases on end. Measured on
 * held-out text; a writer who has just written two phrases of the table is likely to go on along it. After none it is
 * .05, and most of what is found is false: there nothing is believed.
 */
const GOES_ON = [0, 0.2, 0.46] as const;

/** How many of the last tokens of a context matter: those of an n-gram, and of the phrases before it. */
export const LOOK_BACK = LENGTH + GOES_ON.length - 1;

/**
 * Look-ups of phrases, n-grams of which only it is known that they occurred.
 *
 * Their filter is small because it errs often, and what makes up for it is where the writer stands: text that has run
 * along phrases so far goes on along one, and there a token that was found is rarely a false positive.
 */
export class PhraseLookUp {
  private phrases: FuseMap | undefined;
  private contextA = 0;
  private contextB = 0;
  private run = 0;

  /** @param phrasesAfter the filter that has what follows a token, if there is one */
  constructor(private readonly phrasesAfter: (last: number) => FuseMap | undefined) {}

  /**
   * Gets ready for look-ups after a context.
   * @param context token ids, oldest first; the last `LOOK_BACK` matter
   */
  enter(context: readonly number[]): void {
    this.run = 0;
    for (let back = 1; back < GOES_ON.length && this.hash(context, context.length - back); back++) {
      if (!this.has(context[context.length - back]!)) break;
      this.run = back;
    }
    this.hash(context, context.length);
  }

  /** Whether a token makes a phrase with the context; wrong for one in 2^cellBits that does not. */
  has(token: number): boolean {
    return this.phrases !== undefined && this.phrases.find(this.contextA, this.contextB, token) === 0;
  }

  /** The same of those that a block has chosen: their levels are 0 where they make one. */
  findChosen(block: SuccessorBlock): void {
    if (this.phrases) block.find(this.phrases, this.contextA, this.contextB);
    else block.levels.fill(-1);
  }

  /**
   * Probability of a token that was found among so many that were looked up, by Bayes' rule from how likely one of them
   * goes on a phrase and how many are found by mistake.
   */
  probability(lookedUp: number): number {
    const goesOn = GOES_ON[this.run]!;
    return this.phrases ? goesOn / (goesOn + lookedUp * this.phrases.falsePositives) : 0;
  }

  /** Sets the context to the tokens before `end`; false where there are too few, or no phrases. */
  private hash(context: readonly number[], end: number): boolean {
    this.phrases = end < LENGTH ? undefined : this.phrasesAfter(context[end - 1]!);
    if (!this.phrases) return false;
    this.contextA = HASH_START_A;
    this.contextB = HASH_START_B;
    for (let n = 1; n <= LENGTH; n++) {
      this.contextA = extendA(this.contextA, context[end - n]!);
      this.contextB = extendB(this.contextB, context[end - n]!);
    }
    return true;
  }
}
