import { writeFile } from 'node:fs/promises';
import { DRAFT_LENGTHS, GATES, SuggestionSession } from '@superposed/engine';
import { choice, type Command, CommandError, type TableRow, wholeNumber } from 'superposed';
import { MODEL_OPTIONS, withModel } from 'superposed/model';
import { loadEnglishNgrams } from 'superposed/ngrams';
import { shownAt, summariseShown, type Shown, type ShownFigures } from '../quality/shown';
import { shownPlot } from '../quality/shown-plot';
import { caretsOf } from '../texts/carets';
import { halfOf, shuffle } from '../texts/cases';

export const shown: Command = {
  summary:
    '{text, …} or insert and suppress cases → what is shown at a caret, and how often rightly, by kind',
  options: {
    ...MODEL_OPTIONS,
    words: { option: { type: 'string' }, help: 'of a text before the caret; default 10' },
    with: { option: { type: 'string' }, help: 'what stands above: nothing (default), context or before' },
    split: { option: { type: 'string' }, help: 'only the cases of this split' },
    half: { option: { type: 'string' }, help: 'of the texts: all (default), tune or report' },
    sample: { option: { type: 'string' }, help: 'this many of each kind, drawn at random; default all' },
    k: { option: { type: 'string' }, help: 'drafts; default 3' },
    length: { option: { type: 'string' }, help: 'of the drafts: sentence (default), phrase or word' },
    'no-gates': { option: { type: 'boolean' }, help: 'with all gates open' },
    'no-ngrams': { option: { type: 'boolean' }, help: 'the model alone, without the n-gram table' },
    seed: { option: { type: 'string' }, help: 'of sample and intervals; default 1' },
    plot: { option: { type: 'string' }, help: 'also draw precision over coverage, into this SVG file' },
  },
  run: (records, options) =>
    withModel(options, async function* ({ model, tokenizer, languages, presets }) {
      const seed = wholeNumber(options, 'seed', 1, 0);
      const most = wholeNumber(options, 'sample', Number.MAX_SAFE_INTEGER);
      const length = choice(options, 'length', ['sentence', ...DRAFT_LENGTHS]);
      const settings = {
        words: wholeNumber(options, 'words', 10),
        with: choice(options, 'with', ['nothing', 'context', 'before']),
      };
      const half = choice(options, 'half', ['all', 'tune', 'report']);
      const chosen = records.filter(
        ({ split }) => options['split'] === undefined || split === options['split'],
      );
      const carets = caretsOf(shuffle(half === 'all' ? chosen : halfOf(chosen, half), seed), settings);
      const ngrams = options['no-ngrams'] ? null : await loadEnglishNgrams(tokenizer);
      const session = new SuggestionSession({ model, tokenizer, ngrams, languages, presets });
      const gates = options['no-gates'] ? Object.fromEntries(GATES.map((name) => [name, false])) : {};
      const kinds = new Map<string, Shown[]>();
      for (const caret of carets) {
        const { kind, before: text, after, context } = caret;
        const list = kinds.get(kind) ?? [];
        if (list.length === most) continue;
        const request = { text, after, context, gates, length, k: wholeNumber(options, 'k', 3) };
        kinds.set(kind, [...list, shownAt(caret, await session.suggest(request))]);
      }
      const all = [...kinds.values()].flat();
      if (all.length === 0)
        throw new CommandError('bad-record', 'No record has a caret with enough before and after it.');
      const figures = [...kinds].map(([kind, list]) => summariseShown(kind, list, seed));
      if (kinds.size > 1) figures.push(summariseShown('all', all, seed));
      const { plot } = options;
      if (typeof plot === 'string')
        await writeFile(plot, shownPlot(figures, 'First words right, by how often drafts are shown'));
      yield* figures;
    }),
  rows: (result) => rowsOf(result as ShownFigures),
};

function rowsOf({ kind, carets, first_word: word, matched, thresholds }: ShownFigures): TableRow[] {
  const round = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(3));
  return thresholds.map(({ threshold, ...at }, i) => ({
    kind: i === 0 ? `${kind}, ${carets}` : '',
    'first word 1 / k': i === 0 ? `${round(word.of_1)} / ${round(word.of_k)}` : '',
    'matched 1 / k': i === 0 ? `${round(matched.of_1)} / ${round(matched.of_k)}` : '',
    threshold,
    coverage: round(at.coverage),
    'all right': round(at.precision),
    'word right': round(at.word_precision),
    'wrong shown': round(at.wrong_shown),
    suppressed: round(at.suppressed),
  }));
}
