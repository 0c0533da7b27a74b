import { withTargets, type NextTokens, type Openings } from '@superposed/decoding';
import type { PieceIndex } from '../text/piece-index';
import { opensDraft } from './openings';
import type { Probe } from './prefix-cache';
import { MOST_OPENING, type WordProposals } from './word-openings';
import type { Tokenizer } from '../text/tokenizer';
import { startsWithWord } from '../text/words';

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
  /** Words of the text and of the writer's own that `typed` may become, with what the model has best beside `next`. */
  readonly openings?: Openings;
}

/** Where drafts may go on from, and what that would bring. */
interface Option {
  readonly place: HealingPoint;
  /** What may come there, best first. */
  readonly openings: NextTokens;
  /** ln p of the tokens on the way there. */
  readonly reach: number;
  /** ln of the characters that are saved, times their chance. */
  readonly value: number;
}

/** Words of less share are left to the model. */
const LEAST_SHARE = 0.1;

/**
 * The places where a word that is typed in part can be completed by one token: before it (' wor' → ' world'), after
 * any of its tokens but the last (' super' + 'pos' → 'position'), and its end.
 * @param head token ids of the text before the word
 * @param word token ids of what is typed of it
 * @param proposed tokens that others than the model propose where any may follow; their logits are asked for
 */
export function healingPoints(
  head: readonly number[],
  word: readonly number[],
  tokenizer: Tokenizer,
  index: PieceIndex,
  proposed: readonly number[] = [],
): HealingPoint[] {
  const typed = tokenizer.decode(word);
  const places = word.map((_, i): HealingPoint => {
    const before = tokenizer.decode(word.slice(0, i));
    const rest = typed.startsWith(before) ? typed.slice(before.length) : '';
    const targets = rest.trim() === '' ? proposed : index.completions(rest, MOST_COMPLETIONS);
    return { length: head.length + i, targets: [word[i]!, ...targets], rest };
  });
  const inside = places.filter(({ length, rest }) => length > 0 && rest !== '');
  const whole: HealingPoint = { length: head.length + word.length, targets: proposed, rest: '' };
  return typed === ' ' ? inside.slice(0, 1) : [...inside, whole];
}

/**
 * The place from which the likeliest drafts save most characters: a word that may be whole is weighed against all that
 * it may become.
 * @param path token ids of head and word
 * @param next what the model says at each place, [places]
 * @param k number of drafts that are wanted
 * @param known what the word may become by the text and the writer's own words
 */
export function healPrompt(
  path: readonly number[],
  places: readonly HealingPoint[],
  next: readonly NextTokens[],
  k: number,
  tokenizer: Tokenizer,
  known: WordProposals | null = null,
): HealedPrompt {
  let reach = 0;
  const options = places.map((place, i): Option => {
    const here = next[i]!;
    const openings =
      place.rest === '' ? withTargets(here, place.targets) : completionsOf(place, here, tokenizer);
    const value = reach + Math.log(expectedGain(openings, place.rest, k, tokenizer));
    const option = { place, openings, reach, value };
    reach += (here.targetLogits?.[0] ?? here.logPartition) - here.logPartition;
    return option;
  });
  const words = known && ofHalfWords(known, options, tokenizer);
  const weighed = words ? withWhole(options, words) : options;
  // The last place where nothing can be gained at any: the cache reaches just there.
  const best = weighed.reduce((a, b) => (b.value >= a.value ? b : a));
  const { place, openings } = best;
  const [first] = options;
  const between = place.length - first!.place.length;
  if (words && words.share >= LEAST_SHARE && first!.place.rest !== '' && between < MOST_OPENING)
    return fromWordStart(path, first!, best, words, k, tokenizer);
  return { ids: path.slice(0, place.length), next: openings, typed: place.rest };
}

/** The proposals, less the chance that the word is whole by what the model says: they are about half words. */
function ofHalfWords(
  { share, whole, list }: WordProposals,
  options: readonly Option[],
  tokenizer: Tokenizer,
): WordProposals {
  const last = options.at(-1)!;
  const all = options.reduce((sum, option) => sum + massOf(option, Infinity).total, 0);
  const ends =
    last.place.rest === ''
      ? massOf(last, Infinity).each.filter((_, i) => !startsWithWord(tokenizer.piece(last.openings.ids[i]!)))
      : [];
  const half = 1 - Math.min(1, ends.reduce((sum, each) => sum + each, 0) / (all || 1));
  return {
    share: share * half,
    whole,
    list: list.map(({ tokens, probability }) => ({ tokens, probability: probability * half })),
  };
}

/** The options, where the text tells how likely the word is whole: of all that it may be, that part is the last place's. */
function withWhole(options: readonly Option[], { whole, share }: WordProposals): readonly Option[] {
  if (whole === 0) return options;
  const all = options.reduce((sum, option) => sum + massOf(option, Infinity).total, 0);
  return options.map((option) => {
    const known = option.place.rest === '' ? whole * all : 0;
    const chance = (1 - whole - share) * Math.exp(option.reach) + known;
    return { ...option, value: option.value - option.reach + Math.log(chance) };
  });
}

/** Chances of an option's best openings, from before the word on. */
function massOf({ openings, reach }: Option, count: number): { each: number[]; total: number } {
  const { logits, logPartition } = openings;
  const each = Array.from(logits.slice(0, count), (logit) => Math.exp(reach + logit - logPartition));
  return { each, total: each.reduce((sum, value) => sum + value, 0) };
}

/**
 * All openings from before the word on, so that words of several tokens compete with the model's: its own completions
 * there, and the best ones of the place that it would have chosen, by way of the tokens in between.
 */
function fromWordStart(
  path: readonly number[],
  first: Option,
  best: Option,
  words: WordProposals,
  k: number,
  tokenizer: Tokenizer,
): HealedPrompt {
  const { length, rest } = first.place;
  const prompt = { ids: path.slice(0, length), next: first.openings, typed: rest };
  const own = massOf(first, Infinity).total;
  const opens = (id: number): boolean => opensDraft(tokenizer.piece(id)) && !tokenizer.eosIds.includes(id);
  const between = path.slice(length, best.place.length);
  const others = best.place === first.place ? { each: [], total: 0 } : massOf(best, 2 * k);
  const total = own + others.total || 1;
  const list = others.each.flatMap((each, i) => {
    const id = best.openings.ids[i]!;
    const probability = ((1 - words.share) * each) / total;
    return opens(id) && probability > 0 ? [{ tokens: [...between, id], probability }] : [];
  });
  return {
    ...prompt,
    openings: { singles: ((1 - words.share) * own) / total, list: [...words.list, ...list] },
  };
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
