import { DISTINCT_PRESETS } from '@superposed/decoding';
import { type Command, wholeNumber } from 'superposed';
import { loadTokenizer } from 'superposed/model';
import { loadEnglishNgrams } from 'superposed/ngrams';
import { ANSWER_OPTIONS, answeredCases } from '../ngrams/answers';
import { halfOf } from '../texts/cases';
import { firstWordKeyOf } from '../quality/decoders';
import { teacherForce, type TeacherForcedCase } from '../ngrams/teacher-forcing';
import { mistakesOf, shareOf } from '../ngrams/mistakes';
import { boosted, fitMixtures, matchedBy, mixed, type Score } from '../ngrams/tuning';
import { loadExactNgrams } from '../ngrams/exact-ngrams';

const DRAFTS = [1, 3, 8];
/** What the n-grams' fitted weights are multiplied by, as in the presets. */
const BOOST = 3;

export const ngrams: Command = {
  summary: '{text} → what drafts match with the English table beside exact counts, and its false positives',
  options: ANSWER_OPTIONS,
  async *run(records, options) {
    const seed = wholeNumber(options, 'seed', 1, 0);
    const tokenizer = await loadTokenizer();
    const exactCounts = await loadExactNgrams(tokenizer);
    const table = await loadEnglishNgrams(tokenizer);
    const answered = await answeredCases(records, options);
    const forced = {
      table: answered.map((each) => teacherForce(each, table)),
      exact: answered.map((each) => teacherForce(each, exactCounts)),
    };
    const key = firstWordKeyOf(tokenizer);
    const report = { table: halfOf(forced.table, 'report'), exact: halfOf(forced.exact, 'report') };
    const matched = (cases: readonly TeacherForcedCase[], k: number, score: Score): number[] =>
      cases.map((each) => matchedBy(each, k, score, tokenizer, key).characters);
    for (const k of DRAFTS) {
      const product = mixed(DISTINCT_PRESETS[k]!.mixtures!);
      const of = (cases: typeof forced, scores: { readonly table: Score; readonly exact: Score }) =>
        shareOf(matched(cases.table, k, scores.table), matched(cases.exact, k, scores.exact), seed);
      yield {
        k,
        weights: 'product',
        texts: answered.length,
        ...of(forced, { table: product, exact: product }),
      };
      // Exact counts may deserve other weights than the table's.
      const fit = (cases: readonly TeacherForcedCase[]): Score =>
        mixed(boosted(fitMixtures(halfOf(cases, 'tune')), BOOST));
      const fitted = { table: fit(forced.table), exact: fit(forced.exact) };
      yield {
        k,
        weights: 'fitted to each',
        texts: report.table.length,
        ...of(report as typeof forced, fitted),
      };
    }
    yield* mistakesOf(forced.table, forced.exact);
  },
};
