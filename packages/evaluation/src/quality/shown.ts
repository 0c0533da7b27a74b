import { wordAtStart } from '@superposed/engine';
import { bootstrapInterval, mean } from '../statistics/bootstrap';
import type { Caret } from '../texts/carets';
import type { ShownDraft } from '../typing/typing';
import { commonPrefix } from './quality';

/** Drafts at a caret beside what was meant. */
export interface Shown {
  readonly kind: string;
  /** Whether anything should be shown. */
  readonly wanted: boolean;
  /** Of the first draft; 0 where there is none. */
  readonly confidence: number;
  /** Whether all of the first draft is right. */
  readonly right: boolean;
  /** Whether the first word of the first draft, and of any, is right. */
  readonly word: readonly [first: boolean, any: boolean];
  /** Characters of what was meant that the first draft, and the best one, begin with. */
  readonly matched: readonly [first: number, best: number];
}

/** What becomes of the carets where drafts of less confidence stay hidden. */
export interface AtThreshold {
  readonly threshold: number;
  /** Share of the carets where something is wanted that have a draft. */
  readonly coverage: number;
  /** Share of the shown first drafts that are right in all their words; NaN where none is shown. */
  readonly precision: number;
  /** The same of their first words. */
  readonly word_precision: number;
  /** Share of all carets at which a wrong draft is shown. */
  readonly wrong_shown: number;
  /** Share of the carets where nothing is wanted that have none; NaN without such. */
  readonly suppressed: number;
}

export interface ShownFigures {
  readonly kind: string;
  readonly carets: number;
  readonly first_word: { readonly of_1: number; readonly of_k: number };
  readonly matched: {
    readonly of_1: number;
    readonly of_k: number;
    readonly of_k_interval: readonly [number, number];
  };
  readonly thresholds: readonly AtThreshold[];
}

/** Least confidences that are looked at. */
const THRESHOLDS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

/** @param drafts the surest first */
export function shownAt({ kind, before, meant }: Caret, drafts: readonly ShownDraft[]): Shown {
  // A space that is typed already is none of the draft's.
  const open = /\s$/u.test(before);
  const texts = drafts.map(({ text }) => text);
  const ways = meant.map((way) => (open ? way.trimStart() : way));
  const matched = texts.map((text) => Math.max(0, ...ways.map((way) => commonPrefix(text, way))));
  const word = texts.map((text) => ways.some((way) => isFirstWord(text, way)));
  const [first] = texts;
  return {
    kind,
    wanted: meant.length > 0,
    confidence: drafts[0]?.confidence ?? 0,
    right: first !== undefined && ways.some((way) => goTogether(first, way)),
    word: [word[0] ?? false, word.some(Boolean)],
    matched: [matched[0] ?? 0, Math.max(0, ...matched)],
  };
}

function isFirstWord(text: string, way: string): boolean {
  const apart = /^\s/u.test(text) === /^\s/u.test(way);
  const word = wordAtStart(text.trimStart());
  return apart && word !== '' && word.toLowerCase() === wordAtStart(way.trimStart()).toLowerCase();
}

/** Whether two texts are the same to the end of the shorter one, in whole words. */
function goTogether(text: string, way: string): boolean {
  const [a, b] = [text, way].map((each) => each.trim().replace(/\s+/gu, ' '));
  const shorter = Math.min(a!.length, b!.length);
  if (shorter === 0 || commonPrefix(a!, b!) < shorter) return false;
  const longer = a!.length > shorter ? a! : b!;
  return !/^[\p{L}\p{N}]$/u.test(longer[shorter] ?? '') || !/[\p{L}\p{N}]$/u.test(longer.slice(0, shorter));
}

/** Figures of some carets. @param shown at least one */
export function summariseShown(kind: string, shown: readonly Shown[], seed: number): ShownFigures {
  const wanted = shown.filter((each) => each.wanted);
  const best = wanted.map(({ matched: [, of] }) => of);
  const share = (list: readonly Shown[], is: (each: Shown) => boolean): number =>
    mean(list.map((each) => Number(is(each))));
  const thresholds = THRESHOLDS.map((threshold): AtThreshold => {
    const isOn = ({ confidence }: Shown): boolean => confidence > 0 && confidence >= threshold;
    const on = shown.filter(isOn);
    return {
      threshold,
      coverage: share(wanted, isOn),
      precision: share(on, ({ right }) => right),
      word_precision: share(on, ({ word: [first] }) => first),
      wrong_shown: share(shown, (each) => isOn(each) && !each.right),
      suppressed: share(
        shown.filter((each) => !each.wanted),
        (each) => !isOn(each),
      ),
    };
  });
  return {
    kind,
    carets: shown.length,
    first_word: { of_1: share(wanted, ({ word }) => word[0]), of_k: share(wanted, ({ word }) => word[1]) },
    matched: {
      of_1: mean(wanted.map(({ matched: [first] }) => first)),
      of_k: mean(best),
      of_k_interval: best.length > 0 ? bootstrapInterval(best, seed) : [NaN, NaN],
    },
    thresholds,
  };
}
