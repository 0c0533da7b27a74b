/*
 * The phrases, as SELECTs that DuckDB and Spark SQL both take: n-grams of which only it is kept that they occurred.
 * Views: `windows` as in counting-sql.ts, with the number of the input that each row comes from (source); `phrases`
 * is what `phrasesSql` gave.
 */
import { PHRASE_ORDER } from '@superposed/ngram';
import { inside, tokens } from './counting-sql';

/** Every phrase, how often it was seen, and an input that has it: t1 … t6, seen, source. */
export function phrasesSql(): string {
  const phrase = tokens(PHRASE_ORDER);
  return `SELECT ${phrase}, count(*) AS seen, min(source) AS source FROM windows
  WHERE ${inside(PHRASE_ORDER)} GROUP BY ${phrase}`;
}

/**
 * The phrases that are worth keeping: t1 … t6. What was seen twice is; of the others, those of inputs that repeat
 * themselves. Whether a phrase that was seen once comes again can't be told from itself, but manuals quote each other
 * and novels don't: on held-out paragraphs the share of phrases that the text has follows this share within the input.
 * @param recurrence least share of an input's phrases, token by token, that was seen more than once, 0 … 1
 */
export function keepPhrasesSql(recurrence: number): string {
  return `SELECT ${tokens(PHRASE_ORDER, (t) => `phrases.${t}`)} FROM phrases
  LEFT JOIN (SELECT source, count(*) AS running FROM windows WHERE ${inside(PHRASE_ORDER)} GROUP BY source) AS texts
    ON texts.source = phrases.source
  LEFT JOIN (SELECT source, count(*) AS once FROM phrases WHERE seen = 1 GROUP BY source) AS unique_ones
    ON unique_ones.source = phrases.source
  WHERE phrases.seen >= 2 OR unique_ones.once <= ${(1 - recurrence).toExponential()} * texts.running`;
}

/** The shard of a phrase in a table of so many: `shardOfToken` of its last context token. */
export function phraseShardSql(shards: number): string {
  return shards === 1 ? '0' : `1 + t${PHRASE_ORDER - 1} % ${shards - 1}`;
}
