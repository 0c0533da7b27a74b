/*
 * The counting, as SELECTs that DuckDB and Spark SQL both take. Views: `windows` has a row for each token of the text
 * (t1) with those that follow it (t2 …), END after a document, and the number of its input (source); `counts` and `kept` are what the SELECTs below gave.
 */

/** Stands where a document has ended. Token ids are 0 and up. */
export const END = -1;

/** Which n-grams of an order are worth their bytes. */
export interface Pruning {
  /** All that occur this often, at least 1. */
  readonly minimum: number;
  /** Of those that occur less often, but twice, the ones with at least this share of their context; over 1 for none. */
  readonly rareShare: number;
}

/** Every n-gram of an order with how often it was seen: t1 … tn, seen. */
export function countSql(order: number): string {
  const ngram = tokens(order);
  return `SELECT ${ngram}, count(*) AS seen FROM windows WHERE ${inside(order)} GROUP BY ${ngram}`;
}

/**
 * The n-grams of an order that are worth keeping: t1 … tn, seen, total. The total of the context, c(context, ·), is that
 * before pruning. From order 3 on, `kept` is the order below: an n-gram is kept only with its suffix and its context.
 */
export function keepSql(order: number, { minimum, rareShare }: Pruning): string {
  const context = tokens(order - 1);
  // What can't be kept is left out before the joins.
  const least = rareShare <= 1 ? Math.min(minimum, 2) : minimum;
  const worth = [`counts.seen >= ${least}`];
  if (least < minimum) {
    worth.push(`(counts.seen >= ${minimum} OR counts.seen >= ${double(rareShare)} * totals.total)`);
  }
  // As conditions and not as joins: an optimiser may join contexts with suffixes first, which is very many rows.
  if (order > 2) worth.push(isKept('contexts', order - 1, 0), isKept('suffixes', order - 1, 1));
  return `SELECT ${tokens(order, (t) => `counts.${t}`)}, counts.seen, totals.total FROM counts
  JOIN (SELECT ${context}, CAST(sum(seen) AS BIGINT) AS total FROM counts GROUP BY ${context}) AS totals
    ON ${matches('totals', order - 1, 'counts')}
  WHERE ${worth.join('\n    AND ')}`;
}

function isKept(name: string, length: number, from: number): string {
  return `EXISTS (SELECT 1 FROM kept AS ${name} WHERE ${matches(name, length, 'counts', from)})`;
}

/** The n-grams of `windows` whose context was counted, as `counts` has them: t1 … tn, seen (0 too), total. */
export function askSql(order: number): string {
  const ngram = tokens(order);
  const context = tokens(order - 1);
  return `SELECT ${tokens(order, (t) => `asked.${t}`)}, COALESCE(counts.seen, 0) AS seen, totals.total
  FROM (SELECT DISTINCT ${ngram} FROM windows WHERE ${inside(order)}) AS asked
  JOIN (SELECT ${context}, CAST(sum(seen) AS BIGINT) AS total FROM counts GROUP BY ${context}) AS totals
    ON ${matches('totals', order - 1, 'asked')}
  LEFT JOIN counts ON ${matches('counts', order, 'asked')}`;
}

/** 't1, t2, …' */
export function tokens(count: number, write = (token: string) => token): string {
  return Array.from({ length: count }, (_, i) => write(`t${i + 1}`)).join(', ');
}

/** Condition that tokens of one view are those of another, there from one of its tokens on. */
function matches(view: string, length: number, other: string, from = 0): string {
  const pairs = Array.from({ length }, (_, i) => `${view}.t${i + 1} = ${other}.t${i + 1 + from}`);
  return pairs.join(' AND ');
}

/** Condition that a window does not reach over the end of its document. */
export function inside(order: number): string {
  return Array.from({ length: order }, (_, i) => `t${i + 1} >= 0`).join(' AND ');
}

/** With an exponent a literal is a double in both dialects; without one it is a decimal. */
function double(value: number): string {
  return value.toExponential();
}
