import type { ModelPresets } from '@superposed/engine';
import type { GpuWork } from './gpu-counter';

/** What a page is made ready with, once. */
export interface PageSettings {
  readonly threads: number;
  readonly device: 'wasm' | 'webgpu';
  /** Whether to run what compiles all kernels and measures the rows. Default true. */
  readonly warm?: boolean;
  /** Id of the model. Default: the first of the site. */
  readonly model?: string;
  /** What was tuned for it; steps look at its shortlist. Default: nothing. */
  readonly presets?: ModelPresets;
}

/** What a pass is over: so many rows of a step, or a prompt of 64 tokens. */
export type Pass = number | 'prompt';

/** The model of a site where none is named. */
export const DEFAULT_MODEL = 'smollm2-135m';

/** A draft, or a set of drafts, to be made and timed. */
export interface Task {
  readonly method: Method;
  readonly k: number;
  /** The prompt as text and as token ids: the same for all. */
  readonly text: string;
  readonly ids: readonly number[];
  /** Tokens of a draft. */
  readonly tokens: number;
}

/**
 * Ways to make drafts. 'default' is what a writer gets from the engine; 'superposed-2' has two branched steps;
 * 'separate' is k rows over one prompt; 'batched' is k rows, each over its own copy of the prompt; 'nucleus' is k
 * passes one after another.
 */
export type Method =
  'greedy' | 'superposed' | 'superposed-2' | 'default' | 'separate' | 'batched' | 'nucleus';

/** Milliseconds of one run. */
export interface Timing {
  /** From the prompt to its next-token distribution; of 'default', 0: its prompt lies in the cache. */
  readonly prefill: number;
  /** From there to the last token. */
  readonly decode: number;
  /** The first draft, where the method tells it: a check that all decode the same model. */
  readonly draft?: readonly number[] | string;
}

/** What each page offers to the driver as `bench`. */
export interface BenchPage {
  /** @returns milliseconds that loading took */
  load(settings: PageSettings): Promise<number>;
  run(task: Task): Promise<Timing>;
  /** Ours on WebGPU only: prepares steps over so many rows, whose shape has been run once; a prompt of 64 for 'prompt'. */
  gpuPass?(rows: Pass): Promise<void>;
  /** Ours only: token ids of a text. */
  encode?(text: string): Promise<number[]>;
  /** Ours only: milliseconds of so many passes. */
  passTimes?(pass: Pass, times: number): Promise<number[]>;
  /** Runs it so many times. @returns what all of them asked of the GPU */
  gpuWork?(times: number): Promise<GpuWork>;
  /** Ours only: what the engine runs of the prompt when ` word` is typed after a text that it has read. */
  rowsOf?(text: string, word: string): Promise<{ tokens: number; rows: number }>;
}

declare global {
  var bench: BenchPage;
}
