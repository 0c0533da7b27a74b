import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PAPER_LAMBDAS } from '@superposed/decoding';
import { createTokenizer } from '@superposed/engine/tokenizer';
import { loadNgramTable, type NgramManifest } from '@superposed/ngram';
import type { CountedOrder, Steps } from '../count/count';
import { askSql } from '../count/counting-sql';
import { readDocuments } from '../texts/documents';
import { openDuckDb } from '../count/duckdb';
import { parquet } from '../count/engine';
import { nameOf } from '../count/step-name';
import { findInputs } from '../texts/inputs';
import { writeWindows } from '../count/windows';

/** Share of a guess that knows nothing, so that an unknown token costs much but not everything. */
const UNIFORM = 0.02;
const MOST_TOKENS = 100_000;
const MEMORY = 256e6;

/** Perplexity on text that was not counted, by the table and by the counts before pruning. */
export interface HeldOut {
  readonly tokens: number;
  readonly perplexity: { readonly table: number; readonly exact: number };
}

export interface HeldOutOptions {
  readonly heldOut: readonly string[];
  readonly metadata: Record<string, unknown>;
  readonly work: string;
}

/** Held-out text (its first 100,000 tokens), and what was counted of it. */
export interface AskedCounts {
  /** Token ids. */
  readonly documents: readonly (readonly number[])[];
  /** What share of its context each n-gram has, by its tokens; only where the context was counted. */
  readonly shares: ReadonlyMap<string, number>;
  /** Highest order that was counted. */
  readonly maxOrder: number;
  /** How many tokens there are. */
  readonly vocabulary: number;
}

/** Looks up held-out text in the counts before pruning: with the memory of counting, so before a table is written. */
export async function askCounts(
  steps: Steps,
  orders: readonly CountedOrder[],
  { heldOut, metadata, work }: HeldOutOptions,
): Promise<AskedCounts> {
  const tokenizer = createTokenizer(metadata);
  const documents = await firstTokens(heldOut, (text) => tokenizer.encode(text));
  const shares = await lookUp(steps, orders, documents, work);
  return { documents, shares, maxOrder: orders.length + 1, vocabulary: tokenizer.pieces.length };
}

/**
 * How well a table tells the next token of held-out text, for each but the first of a document:
 * .98 · Σ λ_n P_n / Σ λ_n + .02 / vocabulary, the sums over the contexts that were counted.
 * @param out the table's folder
 */
export async function heldOutPerplexity(
  { documents, shares: counted, maxOrder, vocabulary }: AskedCounts,
  manifest: NgramManifest,
  out: string,
): Promise<HeldOut> {
  const lambdas = PAPER_LAMBDAS.slice(0, maxOrder - 1);
  const { table, complete } = await loadNgramTable(manifest, async (file) => {
    return Uint8Array.from(await readFile(join(out, file))).buffer;
  });
  await complete;
  const uniform = UNIFORM / vocabulary;
  const found = new Float32Array(1);
  let places = 0;
  let byTable = 0;
  let byCounts = 0;
  for (const ids of documents) {
    for (let at = 1; at < ids.length; at++) {
      const shares = lambdas.map((_, i) => counted.get(ids.slice(Math.max(0, at - i - 1), at + 1).join()));
      const weights = lambdas.map((lambda, i) => (i < at && shares[i] !== undefined ? lambda : 0));
      const known = sum(weights);
      const scale = known > 0 ? (1 - UNIFORM) / known : 0;
      table.probabilities(ids.slice(0, at), [ids[at]!], lambdas, found);
      places++;
      byTable -= Math.log(scale * found[0]! + uniform);
      byCounts -= Math.log(scale * sum(weights.map((weight, i) => weight * (shares[i] ?? 0))) + uniform);
    }
  }
  return {
    tokens: places,
    perplexity: { table: Math.exp(byTable / places), exact: Math.exp(byCounts / places) },
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

async function firstTokens(
  files: readonly string[],
  encode: (text: string) => number[],
): Promise<number[][]> {
  const documents: number[][] = [];
  let tokens = 0;
  for (const { file } of await findInputs(files)) {
    for await (const text of readDocuments(file)) {
      if (tokens >= MOST_TOKENS) return documents;
      const ids = encode(text);
      documents.push(ids);
      tokens += ids.length;
    }
  }
  if (tokens === 0) throw new Error(`There is no text in ${files.join(', ')} to measure the table on.`);
  return documents;
}

async function lookUp(
  steps: Steps,
  orders: readonly CountedOrder[],
  documents: readonly (readonly number[])[],
  work: string,
): Promise<Map<string, number>> {
  const windows = join(work, `held-out-${nameOf(documents)}`);
  await mkdir(windows, { recursive: true });
  await writeWindows(documents, orders.length + 1, join(windows, 'part-0.parquet'));
  const shares = new Map<string, number>();
  for (const { order, counts } of orders) {
    const found = await steps.run(`looking up order ${order}`, askSql(order), { windows, counts });
    const { connection, close } = await openDuckDb({ memory: MEMORY, threads: 1 });
    try {
      const rows = await connection.stream(`FROM ${parquet(found)}`);
      for await (const chunk of rows.yieldRows()) {
        for (const row of chunk) {
          const [seen, total] = row.slice(order).map(Number);
          shares.set(row.slice(0, order).join(), seen! / total!);
        }
      }
    } finally {
      close();
    }
  }
  return shares;
}
