import type { Browser } from 'playwright';
import { PAPER_LAMBDAS } from '@superposed/decoding';
import { openPage } from './browser';
import { keeps, type Claim } from './claims';
import { LONG_TEXT, PROMPTS } from './prompts';
import { round } from './statistics';

/** What is looked up in the page, and how often. */
export interface LookUpTask {
  /** Drafts of a step. */
  readonly k: number;
  /** Tokens of each draft that are looked up. */
  readonly m: number;
  /** By context length: one for each order. */
  readonly lambdas: readonly number[];
  /** Timings of which the median is taken. */
  readonly rounds: number;
  /** The text of made-up tokens that all three tables are made from. */
  readonly made: {
    readonly documents: number;
    readonly length: number;
    readonly vocabulary: number;
    readonly tokenizer: string;
  };
  /** What the English table is asked about, token ids. */
  readonly english: { readonly texts: readonly (readonly number[])[]; readonly vocabulary: number };
}

/** Medians in microseconds. */
export interface LookUpTimes {
  readonly ngrams: { readonly made: number; readonly english: number };
  readonly microseconds: {
    /** A step, all three tables with the same n-grams. */
    readonly made: { readonly table: number; readonly map: number; readonly sorted: number };
    /** A step in the English table: five orders in one call for each draft. */
    readonly english: number;
    /** The same, each order by itself: how drafts are scored by the longest known context. */
    readonly englishByOrder: number;
    /** One search for the best nine tokens. */
    readonly continuations: number;
  };
}

const TASK = {
  k: 8,
  m: 24,
  lambdas: PAPER_LAMBDAS,
  made: { documents: 500, length: 500, vocabulary: 49_152, tokenizer: 'ab'.repeat(32) },
};
const BAR = 'at most 50';

/** Times look-ups in a page, in the shipped table and beside the two usual ways to keep n-grams. */
export async function measureLookUps(
  browser: Browser,
  address: string,
  { rounds, encode }: { readonly rounds: number; readonly encode: (text: string) => readonly number[] },
): Promise<Claim[]> {
  const page = await openPage(browser, `${address}bench/ngrams.html`);
  try {
    const english = { texts: [LONG_TEXT, ...PROMPTS].map(encode), vocabulary: TASK.made.vocabulary };
    const task: LookUpTask = { ...TASK, rounds: 10 * rounds, english };
    const { ngrams, microseconds } = await page.evaluate((use) => globalThis.lookUps(use), task);
    const { made, english: step, englishByOrder, continuations } = microseconds;
    const claim = (on: string, what: string, figure: number, bar: string): Claim => {
      return { on, what, figure: round(figure), unit: 'µs', bar, met: bar === '' || keeps(figure, bar) };
    };
    const ofEnglish = `English table, ${ngrams.english} n-grams`;
    const ofMade = `${ngrams.made} n-grams of made-up text`;
    return [
      claim(ofEnglish, 'a step, k=8, m=24, 5 orders', step, BAR),
      claim(ofEnglish, 'the same, each order by itself', englishByOrder, BAR),
      claim(ofEnglish, 'best 9 continuations of a context', continuations, ''),
      claim(ofMade, 'a step: our table', made.table, BAR),
      claim(ofMade, 'a step: Map of Maps', made.map, ''),
      claim(ofMade, 'a step: sorted arrays, bisection', made.sorted, ''),
    ];
  } finally {
    await page.close();
  }
}
