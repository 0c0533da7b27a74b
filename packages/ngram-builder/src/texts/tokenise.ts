import { createRequire } from 'node:module';
import { access, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Piscina from 'piscina';
import { readDocuments } from './documents';
import type { Input } from './inputs';
import type { Progress } from '../progress';
import type { TokeniseJob, TokeniseSetting } from './tokenise-worker';

/** Characters of text in a part: what an interrupted run has to do again, and what a worker holds. */
const PART = 4_000_000;

export interface TokeniseOptions extends TokeniseSetting {
  readonly workers: number;
  readonly progress: Progress;
  /** Characters in a part; by default 4 million. */
  readonly part?: number;
}

/**
 * Writes the windows of all documents (see `writeWindows`), a Parquet file for each few million characters, in worker
 * threads. Parts that an interrupted run has left are kept. The files are the same for the same input, whatever the
 * number of workers.
 * @param folder appears only when all is there
 */
export async function tokenise(
  inputs: readonly Input[],
  folder: string,
  { metadata, maxOrder, workers, progress, part = PART }: TokeniseOptions,
): Promise<void> {
  if (await exists(folder)) return;
  const partial = `${folder}.partial`;
  await mkdir(partial, { recursive: true });
  const pool = startPool({ metadata, maxOrder }, workers);
  const total = inputs.reduce((sum, { bytes }) => sum + bytes, 0);
  let read = 0;
  const onRead = (bytes: number) =>
    progress({ step: 'tokenising', done: (read += bytes), total, unit: 'bytes' });
  const jobs = new Set<Promise<void>>();
  try {
    let number = 0;
    for await (const { texts, source } of parts(inputs, part, onRead)) {
      const path = join(partial, `part-${String(number++).padStart(6, '0')}.parquet`);
      if (await exists(path)) continue;
      const job: Promise<void> = pool
        .run({ texts, source, path } satisfies TokeniseJob)
        .finally(() => jobs.delete(job));
      // Its failure is heard of below.
      job.catch(() => undefined);
      jobs.add(job);
      // One part waits while the workers are busy; more would only fill the memory.
      if (jobs.size > workers) await Promise.race(jobs);
    }
    await Promise.all(jobs);
  } finally {
    // After a failure a worker may still answer for another part, and the pool calls that an error of its own.
    pool.on('error', () => undefined);
    await pool.destroy();
  }
  await rename(partial, folder);
}

/** Documents in lots of so many characters, each of one input. */
async function* parts(
  inputs: readonly Input[],
  size: number,
  onRead: (bytes: number) => void,
): AsyncGenerator<{ texts: string[]; source: number }> {
  for (const [source, { file }] of inputs.entries()) {
    let texts: string[] = [];
    let length = 0;
    for await (const text of readDocuments(file, onRead)) {
      texts.push(text);
      length += text.length;
      if (length < size) continue;
      yield { texts, source };
      texts = [];
      length = 0;
    }
    if (texts.length > 0) yield { texts, source };
  }
}

function startPool(workerData: TokeniseSetting, workers: number): Piscina<TokeniseJob, void> {
  const fromSource = import.meta.url.endsWith('.ts');
  const filename = new URL(`./tokenise-worker.${fromSource ? 'ts' : 'js'}`, import.meta.url).href;
  return new Piscina({
    filename,
    workerData,
    maxThreads: workers,
    execArgv: fromSource ? sourceFlags() : [],
  });
}

/** What lets a worker run TypeScript sources as they are. */
function sourceFlags(): string[] {
  const loader = createRequire(import.meta.url).resolve('tsx');
  return ['--conditions=source', '--import', pathToFileURL(loader).href];
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
