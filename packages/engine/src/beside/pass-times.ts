import type { LanguageModel, Row } from '@superposed/decoding';

/** Milliseconds of the passes that drafts are made of: one row, three rows, and a prompt of 64 tokens. */
export interface PassTimes {
  readonly row: number;
  readonly rows: number;
  readonly prompt: number;
}

const K = 3;
const PROMPT = 64;
/** Each pass is run so often, and the quickest counts: it is the least disturbed one. */
const ROUNDS = 3;
/** Milliseconds after which it is not run again: what disturbs a long pass is a small part of it. */
const ENOUGH = 500;

export interface TimingOptions {
  /** Tokens of the prompt that are read at once: who waits for the model waits for no more. */
  readonly piece: number;
  /** Stops between passes. */
  readonly signal: AbortSignal;
  /** A clock in milliseconds. */
  readonly now?: (() => number) | undefined;
  /** Runs each pass; default: as it is. */
  readonly run?: <T>(pass: () => Promise<T>) => Promise<T>;
}

/** Times passes over what a model's cache holds, and leaves that as it was. Steps are scored as those of drafts are. */
export async function timePasses(
  model: LanguageModel,
  { piece, signal, now = () => performance.now(), run = (pass) => pass() }: TimingOptions,
): Promise<PassTimes> {
  // A text that nearly fills the cache makes way: what it held is read anew.
  if (model.cacheLength > model.contextLength - PROMPT) model.truncate(0);
  const past = model.cacheLength;
  const time = async (count: number): Promise<number> => {
    signal.throwIfAborted();
    const rows = Array.from({ length: count }, (_, i): Row => {
      return { tokens: [(i + 1) % model.vocabularySize], position: past, sees: [[0, past]], scored: i < K };
    });
    const start = now();
    await run(() => model.forward(rows, { head: count > K ? 'full' : 'short' }));
    const taken = now() - start;
    model.truncate(past);
    return taken;
  };
  const quickest = async (count: number): Promise<number> => {
    let [best, sum] = [Infinity, 0];
    for (let round = 0; round < ROUNDS && sum < ENOUGH; round++) {
      const taken = await time(count);
      best = Math.min(best, taken);
      sum += taken;
    }
    return best;
  };
  const row = await quickest(1);
  const rows = await quickest(K);
  return { row, rows, prompt: (await quickest(piece)) * (PROMPT / piece) };
}

/** Of the ten steps of usual drafts; what is typed between two requests is an eighth of the prompt. */
const STEPS = 10;
const TYPED = 1 / 8;

/**
 * What a request takes, ms: a few tokens are read, and then ten steps are made. On WASM these cost 1.47 of one row
 * each, as `auto` spends there; where rows are nearly free all drafts have rows of their own to the end.
 */
export function requestTime({ row, rows, prompt }: PassTimes, budget: number): number {
  return TYPED * prompt + STEPS * Math.min(rows, budget * row);
}
