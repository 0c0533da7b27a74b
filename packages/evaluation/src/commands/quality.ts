import { choice, type Command } from 'superposed';
import { MODEL_OPTIONS, withModel } from 'superposed/model';
import { loadEnglishNgrams } from 'superposed/ngrams';
import { loadExactNgrams } from '../ngrams/exact-ngrams';
import { STUDY_OPTIONS, studyOf } from '../quality/options';
import { rowOf } from '../quality/row';
import { runStudy, type QualityOf } from '../quality/study';

export const quality: Command = {
  summary: '{text} → figures of the drafts after its first tokens, a line a decoder',
  options: {
    ...MODEL_OPTIONS,
    ...STUDY_OPTIONS,
    ngrams: {
      option: { type: 'string' },
      help: 'table (default), the English one, or exact: unpruned counts, see exact-ngrams',
    },
    'no-ngrams': { option: { type: 'boolean' }, help: 'the model alone, without the n-gram table' },
  },
  run: (records, options) =>
    withModel(options, async function* (loaded) {
      const study = studyOf(options);
      const exact = choice(options, 'ngrams', ['table', 'exact']) === 'exact';
      const load = exact ? loadExactNgrams : loadEnglishNgrams;
      const ngrams = options['no-ngrams'] ? null : await load(loaded.tokenizer);
      yield* runStudy({ ...loaded, ngrams }, records, study);
    }),
  rows: (result) => [rowOf(result as QualityOf)],
};
