import { mean, ratioInterval } from '../statistics/bootstrap';
import type { TeacherForcedCase } from './teacher-forcing';

type Interval = readonly [low: number, high: number];

/** How often a table says that it has an n-gram which the text that it was counted from has not. */
export interface Mistakes {
  readonly order: number;
  /** Look-ups of n-grams that the text has not. */
  readonly absent: number;
  /** Share of these that the table found. */
  readonly false_positive_rate: number;
  /** Look-ups of n-grams that the text has. */
  readonly present: number;
  /** Share of these that the table found: the others were pruned. */
  readonly found: number;
}

/**
 * Compares a table's look-ups with those of exact counts, order by order from 2.
 * @param table cases with what the table says of the model's best tokens
 * @param exact the same cases with what exact counts say
 */
export function mistakesOf(
  table: readonly TeacherForcedCase[],
  exact: readonly TeacherForcedCase[],
): Mistakes[] {
  const contexts = table[0]?.orders[0]?.length ?? 0;
  return Array.from({ length: contexts }, (_, n) => {
    const count = { absent: 0, falsePositives: 0, present: 0, found: 0 };
    for (const [i, { orders }] of table.entries()) {
      for (const [step, of] of orders.entries()) {
        const counted = exact[i]!.orders[step]![n]!;
        of[n]!.forEach((value, j) => {
          const has = counted[j]! > 0;
          count[has ? 'present' : 'absent']++;
          if (value > 0) count[has ? 'found' : 'falsePositives']++;
        });
      }
    }
    const { absent, falsePositives, present, found } = count;
    return {
      order: n + 2,
      absent,
      false_positive_rate: absent > 0 ? falsePositives / absent : 0,
      present,
      found: present > 0 ? found / present : 0,
    };
  });
}

/** What drafts match with a table, beside what they match with exact counts; characters, best of k. */
export interface Share {
  readonly table: number;
  readonly exact: number;
  /** table / exact, with its 95% bootstrap interval over the texts. */
  readonly share: number;
  readonly interval: Interval;
}

/** @param table characters matched, one of each text @param exact of the same texts */
export function shareOf(table: readonly number[], exact: readonly number[], seed: number): Share {
  return {
    table: mean(table),
    exact: mean(exact),
    share: mean(table) / mean(exact),
    interval: ratioInterval(table, exact, seed),
  };
}
