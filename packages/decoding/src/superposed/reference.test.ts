import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { NextTokens } from '../model/language-model';
import { paperOptions } from './options';
import { START, superposedStep, type NgramLookUp } from './superposed-step';

/** Runs of the paper's reference code; see fixtures/README.md. */
interface Trace {
  k: number;
  alpha: number;
  tau: number;
  m: number;
  penalty: number;
  eos_id: number;
  steps: {
    top_ids: number[];
    top_logits: number[];
    ngram_probs: number[][];
    alive: number[][];
    alive_log_probs: number[];
    finished: number[][];
    finished_log_probs: number[];
    superposition: Record<string, number>;
  }[];
}

const packed = readFileSync(new URL('../../fixtures/traces.json.gz', import.meta.url));
const traces = JSON.parse(gunzipSync(packed).toString()) as Trace[];

function expectClose(ours: readonly number[], recorded: readonly number[], relative: number): void {
  expect(ours).toHaveLength(recorded.length);
  recorded.forEach((value, i) => {
    if (Number.isFinite(value)) expect(Math.abs(ours[i]! / value - 1)).toBeLessThan(relative);
    else expect(ours[i]).toBe(value);
  });
}

describe.each(traces)('reference run with k = $k, end of sequence $eos_id, m = $m', (trace) => {
  it('has the same drafts, scores and weights at every step', () => {
    const { eos_id, alpha, tau, steps, ...settings } = trace;
    const options = { ...paperOptions(trace.k, { eosIds: [eos_id] }), ...settings, alpha, tau };
    // Logits have 6 digits: each may be off by 5e-5, so each step's scores by this much against each other.
    const rounding = ((1 - alpha) * 1e-4) / tau;
    let state = START;
    steps.forEach((step, index) => {
      const { alive } = state;
      const next: NextTokens = {
        ids: Int32Array.from(step.top_ids),
        logits: Float32Array.from(step.top_logits),
        logPartition: NaN,
      };
      const ngrams: NgramLookUp = {
        source: {
          probabilities: ([place], _, __, out) => out.set(step.ngram_probs[place!]!),
          continuations: () => [],
        },
        contextOf: (draft) => [alive.indexOf(draft)],
      };
      state = superposedStep(state, { kind: 'shared', next }, ngrams, options);
      expect(state.alive.map(({ tokens }) => tokens)).toEqual(step.alive);
      expectClose(
        state.alive.map(({ score }) => score),
        step.alive_log_probs,
        1e-4,
      );
      const finished = step.finished.map((tokens) => tokens.filter((id) => id !== -1));
      expect(state.finished.map(({ tokens }) => tokens)).toEqual(finished);
      expectClose(
        state.finished.map(({ score }) => score),
        step.finished_log_probs,
        1e-4,
      );
      const { tokens, weights } = state.superposition;
      expect(tokens.map(String).sort()).toEqual(Object.keys(step.superposition).sort());
      expectClose(
        weights,
        tokens.map((id) => step.superposition[id]!),
        rounding * (index + 1),
      );
    });
  });
});
