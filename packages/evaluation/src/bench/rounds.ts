import type { Contestant } from './contestants';
import type { Task, Timing } from './page-protocol';
import { PROMPTS } from './prompts';

/** Tokens of every draft. */
export const TOKENS = 10;

/** All runs of one contestant, one a round. */
export interface Runs {
  readonly contestant: Contestant;
  readonly timings: Timing[];
}

/**
 * Times all contestants once a round, in an order that turns from round to round, so that what slows the machine for
 * a while slows all of them. A round has one prompt for all.
 * @param run one run of one contestant
 * @param encode token ids of a prompt
 * @param warmUps rounds that are not counted
 */
export async function measureRounds(
  contestants: readonly Contestant[],
  rounds: number,
  run: (contestant: Contestant, task: Task) => Promise<Timing>,
  encode: (text: string) => readonly number[],
  warmUps = 2,
): Promise<Runs[]> {
  const runs = contestants.map((contestant): Runs => ({ contestant, timings: [] }));
  for (let round = -warmUps; round < rounds; round++) {
    const turn = Math.abs(round) % PROMPTS.length;
    const text = PROMPTS[turn]!;
    for (const { contestant, timings } of inTurn(runs, round + warmUps)) {
      const { method, k } = contestant;
      const timing = await run(contestant, { method, k, text, ids: encode(text), tokens: TOKENS });
      if (round >= 0) timings.push(timing);
    }
  }
  return runs;
}

/** Forwards, then backwards, each time from another place. */
export function inTurn<T>(items: readonly T[], round: number): T[] {
  const from = items.length ? (Math.floor(round / 2) * 7) % items.length : 0;
  const turned = [...items.slice(from), ...items.slice(0, from)];
  return round % 2 === 0 ? turned : turned.reverse();
}
