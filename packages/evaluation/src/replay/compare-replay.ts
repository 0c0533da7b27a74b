import type { ReplayStep } from './replay-trace';
import type { TraceStep } from './trace';

/** How a replay compares with what was recorded. */
export interface Comparison {
  readonly steps: number;
  /** Steps in which every living and every finished draft is the recorded one, in the same order. */
  readonly equalDrafts: number;
  /** Steps that weigh the same tokens. */
  readonly equalTokens: number;
  /** Largest |ours − recorded| / |recorded| of the scores. */
  readonly scoreError: number;
  /** Largest |ours − recorded| / recorded of the superposition weights. */
  readonly weightError: number;
}

/** Compares a replay with the steps of its trace. */
export function compareReplay(ours: readonly ReplayStep[], recorded: readonly TraceStep[]): Comparison {
  let [equalDrafts, equalTokens, scoreError, weightError] = [0, 0, 0, 0];
  recorded.forEach((step, i) => {
    const mine = ours[i];
    if (!mine) return;
    const sameAlive = JSON.stringify(mine.alive) === JSON.stringify(step.alive);
    const sameFinished = JSON.stringify(mine.finished) === JSON.stringify(step.finished);
    if (sameAlive && sameFinished) equalDrafts++;
    const recordedScores = [...step.alive_log_probs, ...step.finished_log_probs];
    const scores = [...mine.alive_log_probs, ...mine.finished_log_probs];
    recordedScores.forEach((score, j) => (scoreError = Math.max(scoreError, relative(scores[j], score))));
    const tokens = Object.keys(step.superposition);
    if (Object.keys(mine.superposition).sort().join() === [...tokens].sort().join()) equalTokens++;
    for (const token of tokens) {
      weightError = Math.max(weightError, relative(mine.superposition[token], step.superposition[token]));
    }
  });
  return { steps: recorded.length, equalDrafts, equalTokens, scoreError, weightError };
}

function relative(ours = NaN, recorded = NaN): number {
  return ours === recorded ? 0 : Math.abs(ours - recorded) / Math.abs(recorded);
}
