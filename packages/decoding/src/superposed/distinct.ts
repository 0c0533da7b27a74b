import { supportedInOrder, toDraft, type Candidate, type Survivors } from '../drafts/candidates';
import type { SuperposedOptions } from './options';

/** The k best openings with different first words; fewer where there are fewer. */
export function openDistinct(
  candidates: readonly Candidate[],
  { k, firstWordKey = String, stops }: Pick<SuperposedOptions, 'k' | 'firstWordKey' | 'stops'>,
): Survivors {
  const chosen = new Map<string, Candidate>();
  for (const candidate of supportedInOrder(candidates)) {
    if (chosen.size === k) break;
    const key = candidate.tokens.map(firstWordKey).join('');
    if (key !== '' && !chosen.has(key)) chosen.set(key, candidate);
  }
  return split([...chosen.values()], stops);
}

/** Each draft with its own best token; drafts don't compete. */
export function extendEach(
  candidates: readonly Candidate[],
  { stops }: Pick<SuperposedOptions, 'stops'>,
): Survivors {
  const best = new Map<number, Candidate>();
  for (const candidate of supportedInOrder(candidates)) {
    if (!best.has(candidate.parent)) best.set(candidate.parent, candidate);
  }
  return split(
    [...best.values()].sort((a, b) => a.parent - b.parent),
    stops,
  );
}

function split(chosen: readonly Candidate[], stops: SuperposedOptions['stops'] = () => false): Survivors {
  const drafts = chosen.map(toDraft);
  const over = drafts.map((draft) => draft.finished || stops(draft));
  return { ended: drafts.filter((_, i) => over[i]), living: drafts.filter((_, i) => !over[i]) };
}
