import {
  paperOptions,
  type LanguageModel,
  type NextTokens,
  type NgramSource,
  type SuperposedOptions,
} from '@superposed/decoding';
import { CommandError, idsField, type JsonRecord } from 'superposed';

/** A step of a recorded run: what went in, and what came out. */
export interface TraceStep {
  /** The model's 64 best tokens, best first, and their raw logits. */
  readonly top_ids: readonly number[];
  readonly top_logits: readonly number[];
  /** Interpolated probability of the first m of them, for each draft alive before the step. */
  readonly ngram_probs: readonly (readonly number[])[];
  readonly alive: readonly (readonly number[])[];
  readonly alive_log_probs: readonly number[];
  /** Padded with −1 up to the step's length. */
  readonly finished: readonly (readonly number[])[];
  readonly finished_log_probs: readonly number[];
  /** Weight by token id. */
  readonly superposition: Readonly<Record<string, number>>;
}

/** A recorded run of Superposed Decoding, as the reference code made it. */
export interface Trace {
  readonly promptIds: readonly number[];
  readonly options: SuperposedOptions;
  readonly steps: readonly TraceStep[];
}

/** @throws {CommandError} the record is not a trace */
export function parseTrace(record: JsonRecord): Trace {
  const { steps } = record;
  if (!Array.isArray(steps)) throw new CommandError('bad-record', 'A trace needs "steps", a list.');
  const number = (field: string): number => {
    const value = record[field];
    if (typeof value !== 'number')
      throw new CommandError('bad-record', `A trace needs "${field}", a number.`);
    return value;
  };
  const eosIds = (record['eos_id'] ?? null) === null ? [] : [number('eos_id')];
  const options = {
    ...paperOptions(1, { eosIds }),
    k: number('k'),
    alpha: number('alpha'),
    tau: number('tau'),
    m: number('m'),
    penalty: number('penalty'),
    maxNewTokens: Math.min(number('max_new_tokens'), steps.length),
  };
  return { promptIds: idsField(record, 'prompt_ids'), options, steps: steps as TraceStep[] };
}

/** The model and the n-gram table of a trace: they answer with what was recorded, step after step. */
export class TracePlayer {
  #step = 0;

  constructor(readonly trace: Trace) {}

  /** The recorded distribution of the current step. */
  next(): NextTokens {
    const step = this.trace.steps[this.#step];
    if (!step) throw new CommandError('trace-ended', `The trace has no step ${this.#step + 1}.`);
    const { top_ids: ids, top_logits: logits } = step;
    const logPartition = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
    return { ids: Int32Array.from(ids), logits: Float32Array.from(logits), logPartition };
  }

  readonly model: LanguageModel = {
    vocabularySize: Infinity,
    contextLength: Infinity,
    cacheLength: 0,
    forward: () => {
      this.#step++;
      return Promise.resolve([this.next()]);
    },
    truncate: () => {},
    dispose: () => Promise.resolve(),
  };

  readonly ngrams: NgramSource = {
    probabilities: (context, _candidates, _lambdas, out) => {
      out.set(this.#recorded(context));
    },
    continuations: () => [],
  };

  #recorded(draft: readonly number[]): readonly number[] {
    const alive = this.trace.steps[this.#step - 1]?.alive ?? [[]];
    const index = alive.findIndex((tokens) => tokens.join() === draft.join());
    const row = this.trace.steps[this.#step]?.ngram_probs[index];
    if (row) return row;
    const name = `${draft.join(' ')} (step ${this.#step + 1})`;
    throw new CommandError('replay-diverged', `The trace has no n-gram probabilities for the draft ${name}.`);
  }
}
