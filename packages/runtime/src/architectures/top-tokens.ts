import { MAX_TOP_M } from '@superposed/decoding';

/** Values of which an adapter finds the best in one dispatch; of more, each doubling takes many. */
export const GROUP = 1024;
/** Groups whose best make up one group. */
const BRANCHES = GROUP / MAX_TOP_M;

/** How many of the best tokens the graph returns for a vocabulary of this size. */
export function topCount(vocabularySize: number): number {
  return Math.min(MAX_TOP_M, vocabularySize);
}

/**
 * The best tokens are found in rounds: the best of each group of values, then the best of those, until they fit into one
 * group. Groups of each round; none where the vocabulary is one group.
 */
export function topRounds(vocabularySize: number): readonly number[] {
  const rounds: number[] = [];
  let values = vocabularySize;
  while (values > GROUP) {
    const groups = Math.ceil(values / GROUP);
    // All groups of the next round are to be full.
    rounds.push(groups > BRANCHES ? Math.ceil(groups / BRANCHES) * BRANCHES : groups);
    values = rounds.at(-1)! * MAX_TOP_M;
  }
  return rounds;
}

/** Name of the graph's output with the places of each round's best in their groups, [1, n, groups, best]. */
export const roundOutput = (round: number): string => `top_places_${round}`;

/**
 * The token at a place of the last round's values.
 * @param places of each round, [groups × best] for the row
 */
export function tokenAt(place: number, places: readonly BigInt64Array[]): number {
  return places.reduceRight((at, round) => Math.floor(at / MAX_TOP_M) * GROUP + Number(round[at]), place);
}
