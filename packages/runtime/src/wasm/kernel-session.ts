import { promptRows } from '@superposed/decoding';
import type { GgufModel } from '../architectures/model';
import { CONFIG, Field } from './kernel-fields';
import { planLayout } from './kernel-layout';
import { KernelModel } from './kernel-model';
import { KernelTeam, type StartHelper } from './kernel-team';
import { writeWeights } from './kernel-weights';

export interface KernelOptions {
  /** Threads to start; the leader is one of them. */
  readonly threads: number;
  /** Take fewer of them where that measures faster. */
  readonly measured: boolean;
  readonly startHelper: StartHelper;
  /** Slots and positions. */
  readonly capacity: number;
  /** Ids of the tokens that are looked at where a pass wants a short head; default: all. */
  readonly shortlist?: Iterable<number>;
}

/** A model on the WASM kernels. The GGUF file's bytes are not needed afterwards. */
export async function kernelModel(gguf: GgufModel, options: KernelOptions): Promise<KernelModel> {
  const { capacity, threads, shortlist } = options;
  const layout = planLayout(gguf, capacity, threads);
  const team = await KernelTeam.create(layout.bytes);
  const started = team.start(threads, options.startHelper);
  const { buffer } = team.memory;
  const fields = new Int32Array(buffer, CONFIG);
  for (const [field, value] of layout.fields) fields[field] = value;
  // A page's main thread may not block; there the leader spins.
  fields[Field.MayWait] = typeof document === 'undefined' ? 1 : 0;
  writeWeights(team.memory, layout, team.exports.pack);
  await started;
  const model = new KernelModel({
    team,
    fields: layout.fields,
    config: gguf.config,
    capacity,
    ...(shortlist && { shortlist }),
  });
  if (options.measured) await measureThreads(model, team);
  return model;
}

/** Steps that are timed for each number of threads. */
const TIMED = 5;

/** Keeps the number of threads, 1, 2, 4, …, at which a step is fastest. */
async function measureThreads(model: KernelModel, team: KernelTeam): Promise<void> {
  const most = team.threads;
  let best = { threads: 1, milliseconds: Infinity };
  for (
    let threads = 1;
    threads <= most;
    threads = Math.min(2 * threads, most === threads ? Infinity : most)
  ) {
    team.threads = threads;
    const times: number[] = [];
    for (let i = 0; i < TIMED; i++) {
      const start = performance.now();
      await model.forward(promptRows([0], 0));
      times.push(performance.now() - start);
      model.truncate(0);
    }
    const milliseconds = Math.min(...times);
    if (milliseconds < best.milliseconds) best = { threads, milliseconds };
  }
  team.keep(best.threads);
}
