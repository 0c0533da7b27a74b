/** What the next row of the model is made of (§3.2). */
export interface Superposition {
  /** Different token ids; none when no draft is alive. */
  readonly tokens: readonly number[];
  /** γ of each, above 0, together 1. */
  readonly weights: readonly number[];
}

/**
 * γ = softmax(exponent × scores) over the living drafts; drafts that end in the same token add up.
 * A weight too small for float32 is left out, as the embedding sum would not feel it.
 */
export function superpose(
  drafts: readonly { readonly tokens: readonly number[]; readonly score: number }[],
  exponent: number,
): Superposition {
  const best = Math.max(...drafts.map((draft) => draft.score));
  const share = (score: number): number => {
    if (score === best) return 1;
    return score === -Infinity ? 0 : Math.exp(exponent * (score - best));
  };
  const total = drafts.reduce((sum, draft) => sum + share(draft.score), 0);
  const weights = new Map<number, number>();
  for (const { tokens, score } of drafts) {
    const weight = share(score) / total;
    const id = tokens[tokens.length - 1];
    if (id === undefined || Math.fround(weight) === 0) continue;
    weights.set(id, (weights.get(id) ?? 0) + weight);
  }
  return { tokens: [...weights.keys()], weights: [...weights.values()] };
}
