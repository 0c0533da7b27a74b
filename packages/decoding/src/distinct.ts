import { supportedInOrder, toDraft, type Candidate, type Survivors } from './candidates';
import type { SuperposedOptions } from './options';

/** The k best openings with different first words; fewer where there are fewer. */
export function openDistinct(
  candidates: readonly Candidate[],
  { k, firstWordKey = String }: Pick<SuperposedOptions, 'k' | 'firstWordKey'>,
): Survivors {
  const chosen = new Map<string, Candidate>();
  for (const candidate of supportedInOrder(candidates)) {
    if (chosen.size === k) break;
    const key = firstWordKey(candidate.id);
    if (key !== '' && !chosen.has(key)) chosen.set(key, candidate);
  }
  return split([...chosen.values()]);
}

/** Each draft with its own best token; drafts don't compete. */
export function extendEach(candidates: readonly Candidate[]): Survivors {
  const best = new Map<number, Candidate>();
  for (const candidate of supportedInOrder(candidates)) {
    if (!best.has(candidate.parent)) best.set(candidate.parent, candidate);
  }
  return split([...best.values()].sort((a, b) => a.parent - b.parent));
}

function split(chosen: readonly Candidate[]): Survivors {
  return {
    ended: chosen.filter(({ finished }) => finished).map(toDraft),
    living: chosen.filter(({ finished }) => !finished).map(toDraft),
  };
}
