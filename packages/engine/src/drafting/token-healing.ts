import type { NextTokens } from '@superposed/decoding';
import type { PieceIndex } from '../text/piece-index';
import { opensDraft } from './openings';
import type { Probe } from './prefix-cache';
import type { Tokenizer } from '../text/tokenizer';

/** Most completions of what is typed that the model is asked about; the first ones of a vocabulary are the commonest. */
const MOST_COMPLETIONS = 512;

/** Completions whose logit is further behind the best one's are left out: nobody means those. */
const MOST_BEHIND = 9;

/** A place on the way through what is typed from which one token may complete it. */
export interface HealingPoint extends Probe {
  /** What is typed after this place; '' at the end, where any token may follow. */
  readonly rest: string;
}

/** From where drafts go on when the caret stands behind part of a word. */
export interface HealedPrompt {
  /** Token ids up to that place. */
  readonly ids: readonly number[];
  /** What may come there: all completions of `typed`, best first, or anything where `typed` is ''. */
  readonly next: NextTokens;
  /** What is typed already of the first token to come. */
  readonly typed: string;
}

/**
 * The places where a word that is typed in part can be completed by one token: before it (' wor' → ' world'), after
 * any of its tokens but the last (' super' + 'pos' → 'position'), and its end.
 * @param head token ids of the text before the word
 * @param word token ids of what is typed of it
 */
export function healingPoints(
  head: readonly number[],
  word: readonly number[],
  tokenizer: Tokenizer,
  index: PieceIndex,
): HealingPoint[] {
  const typed = tokenizer.decode(word);
  const places = word.map((_, i): HealingPoint => {
    const before = tokenizer.decode(word.slice(0, i));
    const rest = typed.startsWith(before) ? typed.slice(before.length) : '';
    const targets = rest === '' || rest === ' ' ? [] : index.completions(rest, MOST_COMPLETIONS);
    return { length: head.length + i, targets: [word[i]!, ...targets], rest };
  });
  const inside = places.filter(({ length, rest }) => length > 0 && rest !== '');
  const whole: HealingPoint = { length: head.length + word.length, targets: [], rest: '' };
  return typed === ' ' ? inside.slice(0, 1) : [...inside, whole];
}

/**
 * The place from which the likeliest drafts save most characters: a word that may be whole is weighed against all that
 * it may become.
 * @param path token ids of head and word
 * @param next what the model says at each place, [places]
 * @param k number of drafts that are wanted
 */
export function healPrompt(
  path: readonly number[],
  places: readonly HealingPoint[],
  next: readonly NextTokens[],
  k: number,
  tokenizer: Tokenizer,
): HealedPrompt {
  let best: HealedPrompt | undefined;
  let most = -Infinity;
  /** ln p of the tokens so far. */
  let reach = 0;
  places.forEach((place, i) => {
    const here = next[i]!;
    const openings = place.rest === '' ? here : completionsOf(place, here, tokenizer);
    const value = reach + Math.log(expectedGain(openings, place.rest, k, tokenizer));
    // The last place where nothing can be gained at any: the cache reaches just there.
    if (value >= most) {
      most = value;
      best = { ids: path.slice(0, place.length), next: openings, typed: place.rest };
    }
    reach += (here.targetLogits?.[0] ?? here.logPartition) - here.logPartition;
  });
  return best!;
}

/** The tokens that begin with what is typed and go on, best first; logits and partition as they were. */
function completionsOf({ rest, targets }: HealingPoint, next: NextTokens, tokenizer: Tokenizer): NextTokens {
  const logits = new Map<number, number>();
  const prefix = tokenizer.spell(rest);
  const add = (id: number, logit: number): void => {
    const piece = tokenizer.pieces[id]!;
    if (piece.length > prefix.length && piece.startsWith(prefix) && tokenizer.piece(id).trim() !== '') {
      logits.set(id, logit);
    }
  };
  next.ids.forEach((id, i) => add(id, next.logits[i]!));
  targets.forEach((id, t) => add(id, next.targetLogits?.[t] ?? -Infinity));
  const best = Math.max(...logits.values());
  const sorted = [...logits].filter(([, logit]) => logit > best - MOST_BEHIND).sort(([, a], [, b]) => b - a);
  return {
    ids: Int32Array.from(sorted, ([id]) => id),
    logits: Float32Array.from(sorted, ([, logit]) => logit),
    logPartition: next.logPartition,
  };
}

/** Characters that the k likeliest openings save, times their probability; a key that takes a draft costs half of one. */
function expectedGain(
  { ids, logits, logPartition }: NextTokens,
  rest: string,
  k: number,
  tokenizer: Tokenizer,
): number {
  let gain = 0;
  for (let i = 0, taken = 0; i < ids.length && taken < k; i++) {
    const piece = tokenizer.piece(ids[i]!);
    if (!opensDraft(piece) || tokenizer.eosIds.includes(ids[i]!)) continue;
    gain += Math.exp(logits[i]! - logPartition) * Math.max(0.5, piece.length - rest.length - 0.5);
    taken++;
  }
  return gain;
}
