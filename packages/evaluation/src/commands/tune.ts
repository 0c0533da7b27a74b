import { DISTINCT_PRESETS, PAPER_LAMBDAS, PAPER_SETTINGS } from '@superposed/decoding';
import { choice, type Command, wholeNumber } from 'superposed';
import { loadTokenizer } from 'superposed/model';
import { loadEnglishNgrams } from 'superposed/ngrams';
import { ANSWER_OPTIONS, answeredCases } from '../ngrams/answers';
import { bootstrapInterval, mean } from '../statistics/bootstrap';
import { halfOf } from '../texts/cases';
import { firstWordKeyOf } from '../quality/decoders';
import { teacherForce, type TeacherForcedCase } from '../ngrams/teacher-forcing';
import {
  boosted,
  fitMixtures,
  interpolated,
  likelihood,
  matchedBy,
  mixed,
  search,
  type Interpolation,
  type Matched,
  type Score,
} from '../ngrams/tuning';
import { loadExactNgrams } from '../ngrams/exact-ngrams';

/** Where the search begins: the settings of the design's table. */
const START: Interpolation = {
  alpha: 0.6,
  tau: 1,
  m: 30,
  lambdas: PAPER_LAMBDAS,
  firstStepMix: 0.66,
  interpolation: 'linear',
  penalty: 0,
};
/** Characters of a match that count in the search: else a few long ones that the corpus knows by heart decide. */
const LONGEST = 30;
/** Characters a prompt that a change must bring to be taken up. */
const LEAST_GAIN = 0.005;
const MOST_DRAFTS = 8;
/** Times the n-grams' weights: the likeliest weights are not those that match most. */
const BOOSTS = [1, 1.5, 2, 3, 4, 6];
/** Nats a token by which the likelihood may fall for that: text unlike the corpus has to be served too. */
const MOST_LOSS = 0.1;

/** The paper's settings with openings of our kind: only the scores differ from ours. */
const untuned = (k: number): Interpolation => ({
  ...PAPER_SETTINGS[k]!,
  lambdas: PAPER_LAMBDAS,
  firstStepMix: 1 - PAPER_SETTINGS[k]!.alpha,
  interpolation: 'log',
  penalty: 200,
});

export const tune: Command = {
  summary: '{text} → settings of the scores for 1 … 8 drafts, tuned on one half and reported on the other',
  options: {
    ...ANSWER_OPTIONS,
    ngrams: { option: { type: 'string' }, help: 'table (default) or exact' },
  },
  async *run(records, options) {
    const seed = wholeNumber(options, 'seed', 1, 0);
    const answered = await answeredCases(records, options);
    const tokenizer = await loadTokenizer();
    const load =
      choice(options, 'ngrams', ['table', 'exact']) === 'exact' ? loadExactNgrams : loadEnglishNgrams;
    const ngrams = await load(tokenizer);
    const cases = answered.map((each) => teacherForce(each, ngrams));
    const key = firstWordKeyOf(tokenizer);
    const tuning = halfOf(cases, 'tune');
    const others = halfOf(cases, 'report');
    const fitted = fitMixtures(tuning);
    const likeliest = likelihood(tuning, fitted);
    const boosts = BOOSTS.filter(
      (boost) => likelihood(tuning, boosted(fitted, boost)) > likeliest - MOST_LOSS,
    );
    let start = START;
    for (let k = 1; k <= MOST_DRAFTS; k++) {
      const matched = (list: readonly TeacherForcedCase[], score: Score): Matched[] =>
        list.map((each) => matchedBy(each, k, score, tokenizer, key));
      const value = (score: Score): number =>
        mean(matched(tuning, score).map(({ characters }) => Math.min(LONGEST, characters)));
      start = search(start, (settings) => value(interpolated(settings)), LEAST_GAIN);
      const gains = boosts.map((boost) => value(mixed(boosted(fitted, boost))));
      const boost = boosts[gains.indexOf(Math.max(...gains))]!;
      const mixtures = boosted(fitted, boost);
      const characters = (score: Score): number[] => matched(others, score).map((each) => each.characters);
      const ours = matched(others, mixed(mixtures));
      const compared = (score: Score) => {
        const theirs = characters(score);
        const more = ours.map((each, i) => each.characters - theirs[i]!);
        return { matched: mean(theirs), less: mean(more), interval: bootstrapInterval(more, seed) };
      };
      yield {
        k,
        tuned_on: tuning.length,
        reported_on: others.length,
        boost,
        mixtures: mixtures.map((weights) => weights.map((weight) => Number(weight.toFixed(3)))),
        matched: mean(ours.map((each) => each.characters)),
        matched_interval: bootstrapInterval(
          ours.map((each) => each.characters),
          seed,
        ),
        first_token_right: mean(ours.map(({ firstTokenRight }) => Number(firstTokenRight))),
        likelihood: { fitted: likelihood(others, fitted), boosted: likelihood(others, mixtures) },
        shipped: compared(mixed(DISTINCT_PRESETS[k]!.mixtures!)),
        paper: compared(interpolated(untuned(k))),
        begin: compared(interpolated(START)),
        interpolation: { settings: start, ...compared(interpolated(start)) },
      };
    }
  },
};
