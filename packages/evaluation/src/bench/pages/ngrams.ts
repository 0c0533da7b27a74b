import { median } from 'simple-statistics';
import { MAX_CONTEXT } from '@superposed/decoding';
import { loadNgramTable, NgramTable, parseManifest, writeTable } from '@superposed/ngram';
import type { LookUpTask, LookUpTimes } from '../look-ups';
import { countsOf, madeUpText, MapTable, SortedTable, type LookUp } from '../rival-tables';

/** Steps in one timing: the clock is too coarse for one alone. */
const BATCH = 20;

declare global {
  var lookUps: (task: LookUpTask) => Promise<LookUpTimes>;
}

/** A draft at a step: its context, and the tokens that it may go on with. */
interface Place {
  readonly context: readonly number[];
  readonly candidates: Int32Array;
}
/** All drafts of a step. */
type Step = readonly Place[];

globalThis.lookUps = async (task) => {
  const { made, english } = task;
  const counts = countsOf(madeUpText(made.documents, made.length, made.vocabulary, 1), 6);
  const vocabulary = made.vocabulary;
  const shards = writeTable(counts, {
    tokenizer: made.tokenizer,
    vocabulary,
    shards: 6,
    firstShardBytes: 2e6,
  });
  const table = new NgramTable(made.tokenizer);
  for (const shard of shards) table.addShard(shard.slice().buffer);
  // Other text than was counted, of the same kind: some contexts are known far back, others not.
  const unseen = madeUpText(made.documents >> 3, made.length, vocabulary, 2);
  const seen = madeUpText(made.documents >> 3, made.length, vocabulary, 1);
  const madeSteps = stepsOf([...seen, ...unseen], table, vocabulary, task);
  const ours = await loadEnglish();
  const englishSteps = stepsOf(english.texts, ours, english.vocabulary, task);
  const orders = new Float32Array(MAX_CONTEXT * task.m);
  const byOrder: LookUp = {
    probabilities: (context, candidates) => ours.orders(context, candidates, orders),
  };
  return {
    ngrams: { made: counts.reduce((sum, { counts: of }) => sum + of.length, 0), english: ours.ngrams },
    microseconds: {
      made: {
        table: timed(table, madeSteps, task),
        map: timed(new MapTable(counts), madeSteps, task),
        sorted: timed(new SortedTable(counts), madeSteps, task),
      },
      english: timed(ours, englishSteps, task),
      englishByOrder: timed(byOrder, englishSteps, task),
      continuations: timedContinuations(ours, englishSteps, task),
    },
  };
};

async function loadEnglish(): Promise<NgramTable> {
  const folder = new URL('/files/ngrams/', location.href);
  const file = async (name: string): Promise<Response> => fetch(new URL(name, folder));
  const manifest = parseManifest(await (await file('manifest.json')).json());
  const { table, complete } = await loadNgramTable(manifest, async (name) =>
    (await file(name)).arrayBuffer(),
  );
  for (const { error } of await complete) if (error) throw error;
  return table;
}

/** Each draft stands at its own place of the texts; of its tokens two thirds have followed the last one, as a model's best do. */
function stepsOf(
  texts: readonly (readonly number[])[],
  table: NgramTable,
  vocabulary: number,
  { k, m }: LookUpTask,
): Step[] {
  const places = texts.flatMap((ids) => ids.slice(6).map((_, i) => ids.slice(0, i + 6).slice(-7)));
  const stride = 7919;
  const steps: Step[] = [];
  for (let first = 0; first + k <= places.length && steps.length < 500; first += k) {
    steps.push(
      Array.from({ length: k }, (_, draft): Place => {
        const context = places[((first + draft) * stride) % places.length]!;
        const known = table
          .continuations(context.slice(-1), [1], Math.round((2 * m) / 3))
          .map(({ id }) => id);
        const others = Array.from(
          { length: m - known.length },
          (__, i) => ((first + i + 1) * stride) % vocabulary,
        );
        return { context, candidates: Int32Array.from([...known, ...others]) };
      }),
    );
  }
  return steps;
}

function timed(table: LookUp, steps: readonly Step[], { rounds, lambdas, m }: LookUpTask): number {
  const out = new Float32Array(m);
  return medianOf(steps, rounds, (step) => {
    for (const { context, candidates } of step) table.probabilities(context, candidates, lambdas, out);
  });
}

/** Of one call, the best 9 tokens. */
function timedContinuations(
  table: NgramTable,
  steps: readonly Step[],
  { rounds, lambdas, k }: LookUpTask,
): number {
  const all = medianOf(steps, rounds, (step) => {
    for (const { context } of step) table.continuations(context, lambdas, 9);
  });
  return all / k;
}

/** Microseconds of a step: the median of batches, each of other steps; the first tenth warms up. */
function medianOf(steps: readonly Step[], rounds: number, run: (step: Step) => void): number {
  const times: number[] = [];
  for (let round = -rounds / 10; round < rounds; round++) {
    const start = performance.now();
    for (let i = 0; i < BATCH; i++) run(steps[(Math.abs(Math.ceil(round)) * BATCH + i) % steps.length]!);
    if (round >= 0) times.push(((performance.now() - start) * 1000) / BATCH);
  }
  return median(times);
}
