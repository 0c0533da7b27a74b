import type { EngineConfig, Phase } from '@superposed/engine';

/** How runs are made. */
export interface LabSettings {
  readonly k: number;
  /** Most tokens of a draft. */
  readonly maxTokens: number;
  readonly openings: 'distinct' | 'paper';
  readonly branchSteps: number | 'auto';
  /** Drafts of less confidence are not shown, 0 … 1. */
  readonly threshold: number;
}

/** A token that was considered, with its share among all that were, 0 … 1. */
export interface Considered {
  readonly text: string;
  /** By the model alone. */
  readonly model: number;
  /** By model and table together. */
  readonly together: number;
}

/** Which token a draft went on with. */
export interface Choice {
  /** Its place in `Step.drafts`; −1 for the first words, which all drafts choose among. */
  readonly draft: number;
  readonly taken: readonly string[];
  /** What the model alone would have taken; undefined where more than one was taken. */
  readonly alone?: string;
  /** The best by the model and the best by both, the latter's best first. */
  readonly considered: readonly Considered[];
}

/** A draft after a step. */
export interface GrowingDraft {
  /** Text of each token. */
  readonly tokens: readonly string[];
  /** Its weight in the next superposition, 0 … 1; 0 for one that has ended. */
  readonly weight: number;
  readonly ended: boolean;
}

/** One step of a run. */
export interface Step {
  /** In the order of their first words. */
  readonly drafts: readonly GrowingDraft[];
  readonly choices: readonly Choice[];
  /** Rows that the model ran in it: 1 where the drafts shared one. In the first step those of the prompt. */
  readonly rows: number;
  /** Of the model, in milliseconds. */
  readonly model: number;
  /** Of all else: the table, the scores, the choice. */
  readonly rest: number;
}

export interface Run {
  /** Text of the drafts that a writer is shown, and how sure the engine is of each, 0 … 1. */
  readonly offered: readonly { readonly text: string; readonly confidence: number }[];
  readonly device: string;
  /** Milliseconds in all. */
  readonly milliseconds: number;
}

/** A way to make drafts. */
export type Racer = 'superposed' | 'product' | 'greedy' | 'nucleus' | 'batched';

/** Where a racer is with a text. */
export interface Lap {
  readonly racer: Racer;
  /** Which of the texts. */
  readonly round: number;
  readonly drafts: readonly string[];
  /** So far. */
  readonly milliseconds: number;
  /** Once it is done: perplexity of each draft under the model alone, at least 1, and how many first words differ. */
  readonly quality?: { readonly perplexities: readonly number[]; readonly openings: number };
}

/** From the page. Each is answered with any number of messages and a last one. */
export type LabRequest =
  | { readonly type: 'load'; readonly config: EngineConfig }
  | { readonly type: 'trace'; readonly text: string; readonly settings: LabSettings }
  | { readonly type: 'race'; readonly texts: readonly string[]; readonly settings: LabSettings };

export type LabReply =
  | { readonly type: 'progress'; readonly phase: Phase; readonly loaded: number; readonly total: number }
  | { readonly type: 'loaded'; readonly device: string }
  | { readonly type: 'step'; readonly step: Step }
  | { readonly type: 'traced'; readonly run: Run }
  | { readonly type: 'lap'; readonly lap: Lap }
  /** `steps`: in how many of them the product kept the drafts apart. */
  | { readonly type: 'raced'; readonly steps: number }
  | { readonly type: 'error'; readonly message: string };
