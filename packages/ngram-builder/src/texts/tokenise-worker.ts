import { rename } from 'node:fs/promises';
import { workerData } from 'node:worker_threads';
import { createTokenizer } from '@superposed/engine/tokenizer';
import { writeWindows } from '../count/windows';
import { wordCached } from './word-cache';

/** What a worker is started with. */
export interface TokeniseSetting {
  /** GGUF metadata with the tokenizer. */
  readonly metadata: Record<string, unknown>;
  readonly maxOrder: number;
}

/** Some documents, and the Parquet file that they become. */
export interface TokeniseJob {
  readonly texts: readonly string[];
  /** Number of the input that they are from. */
  readonly source: number;
  readonly path: string;
}

const { metadata, maxOrder } = workerData as TokeniseSetting;
let encode: ((text: string) => number[]) | undefined;

/** Writes the windows of some documents; the file appears only when it is whole. */
export default async function tokenise({ texts, source, path }: TokeniseJob): Promise<void> {
  encode ??= start();
  const partial = `${path}.partial`;
  await writeWindows(texts.map(encode), maxOrder, partial, source);
  await rename(partial, path);
}

/** At the first job and not when the file is loaded: an error then comes back as that job's. */
function start(): (text: string) => number[] {
  return wordCached(createTokenizer(metadata));
}
