import type { TableRow } from 'superposed';
import type { QualityOf } from './study';

/** A decoder's figures as a person sees them. */
export function rowOf(result: QualityOf): TableRow {
  const { decoder, branch_steps: steps, typing: saving, ...figures } = result;
  const round = (value: number): string => String(Number(value.toPrecision(3)));
  const { first_token_right: first, first_word_right: word, matched } = figures;
  const all = saving?.at(-1);
  return {
    decoder: steps === undefined ? decoder : `${decoder} ${steps}`,
    'perplexity by draft': figures.perplexity_by_draft.map(round).join(' / '),
    best: round(figures.perplexity_best),
    'geo. mean': round(figures.perplexity_geometric),
    'first token right in 1 / k': `${round(first.of_1)} / ${round(first.of_k)}`,
    'first word': `${round(word.of_1)} / ${round(word.of_k)}`,
    'matched 1 / k': `${round(matched.of_1)} / ${round(matched.of_k)}`,
    'k: 95% interval': matched.of_k_interval.map(round).join(' … '),
    'first words': round(figures.distinct_first_words),
    overlap: round(figures.bigram_overlap),
    'rows / passes': `${round(figures.rows)} / ${round(figures.passes)}`,
    ms: Math.round(figures.milliseconds),
    'keys saved': all ? `${round(all.saved)} at ${round(all.precision)}` : '',
  };
}
