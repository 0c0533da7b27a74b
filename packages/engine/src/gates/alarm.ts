/**
 * A linear probe on what a model knows at the caret: a weighted sum of the logits of some tokens there, which says how
 * likely the text is about self-harm, violence against people, a group of people as such, or an insult. Logits are
 * linear in the model's last hidden state, so enough of them tell all that it tells; and they need no pass of their own.
 */
export interface Alarm {
  /** Token ids, each once. */
  readonly tokens: readonly number[];
  /** Of their logits, as many. */
  readonly weights: readonly number[];
  readonly intercept: number;
  /** From this sum on no draft is shown. */
  readonly silent: number;
  /** From this one on drafts are held to the stricter list; at most `silent`. */
  readonly wary: number;
}

/** How a text is met: as any, with a stricter list for drafts, or with silence. */
export type Mood = 'open' | 'wary' | 'silent';

/** The weighted sum. @param logits of the alarm's tokens, in their order; undefined or fewer: −∞ */
export function alarmSum(
  { tokens, weights, intercept }: Alarm,
  logits: ArrayLike<number> | undefined,
): number {
  if (!logits || logits.length < tokens.length) return -Infinity;
  return weights.reduce((sum, weight, i) => sum + weight * logits[i]!, intercept);
}

/** The mood for the sums of the places that a caret may stand at: after the last whole word, after what is typed. */
export function moodFor(alarm: Alarm, sums: readonly number[]): Mood {
  const most = Math.max(...sums);
  if (most >= alarm.silent) return 'silent';
  return most >= alarm.wary ? 'wary' : 'open';
}
