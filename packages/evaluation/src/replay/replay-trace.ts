import { decodeSuperposed, type Draft, type SuperposedState } from '@superposed/decoding';
import { TracePlayer, type Trace } from './trace';

/** What decoding made of a step, in the shape of a trace. */
export interface ReplayStep {
  readonly alive: number[][];
  readonly alive_log_probs: number[];
  readonly finished: number[][];
  readonly finished_log_probs: number[];
  readonly superposition: Record<string, number>;
}

export interface Replay {
  readonly steps: ReplayStep[];
}

/** Runs decoding on a trace's logits and n-gram probabilities. */
export async function replayTrace(trace: Trace): Promise<Replay> {
  const player = new TracePlayer(trace);
  // Without the prompt: the recorded n-gram probabilities are looked up by the draft alone.
  const prompt = { ids: [], next: player.next(), position: 0 };
  const steps: ReplayStep[] = [];
  for await (const state of decodeSuperposed(player.model, player.ngrams, prompt, trace.options)) {
    steps.push(describeState(state, steps.length + 1));
  }
  return { steps };
}

function describeState({ alive, finished, superposition }: SuperposedState, length: number): ReplayStep {
  const padded = ({ tokens }: Draft): number[] => Array.from({ length }, (_, i) => tokens[i] ?? -1);
  return {
    alive: alive.map(({ tokens }) => [...tokens]),
    alive_log_probs: alive.map(({ score }) => score),
    finished: finished.map(padded),
    finished_log_probs: finished.map(({ score }) => score),
    superposition: Object.fromEntries(
      superposition.tokens.map((id, i) => [id, superposition.weights[i] ?? 0]),
    ),
  };
}
