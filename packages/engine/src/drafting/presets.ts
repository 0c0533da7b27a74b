import type { Mixtures } from '@superposed/decoding';
import { EngineError } from '../protocol/errors';
import { GATES, type GateSettings } from '../protocol/gates';
import type { Alarm } from '../gates/alarm';
import type { ConfidenceWeights } from './confidence';
import type { TrimRule } from './trim';

/**
 * What was tuned for one model: `presets` of its manifest. What is left out has the usual value; a draft says so where
 * that is its confidence.
 */
export interface ModelPresets {
  /** Weights of model and n-grams by the longest context that the n-grams know, [6]. */
  readonly mixtures?: Mixtures;
  /** Weights of the confidence, as `calibrate` fits them. */
  readonly confidence?: ConfidenceWeights;
  readonly trim?: TrimRule;
  /** Most tokens that a context takes of what the model reads. Default 192. */
  readonly context?: number;
  /** Text that the model reads before all else: some guess better what follows their first tokens. Default ''. */
  readonly start?: string;
  /** Tokens that the model looks at after the openings, by how frequent they are; 0 for all. Default 0. */
  readonly shortlist?: number;
  /** What the model's logits say of a text that gets no drafts; part of the gate `sensitive`. */
  readonly alarm?: Alarm;
  /** Gates that are off for this model where a request doesn't say. */
  readonly gates?: GateSettings;
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isFinite = (value: unknown): value is number => Number.isFinite(value);
const isBelow0 = (value: unknown): boolean => isFinite(value) && value < 0;

/** Each list has a weight for the model and one for each context length up to its own. */
function areMixtures(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 6) return false;
  return value.every((weights: unknown, known) => {
    if (!Array.isArray(weights) || weights.length !== known + 1) return false;
    if (!weights.every((weight) => isFinite(weight) && weight >= 0)) return false;
    return Math.abs((weights as number[]).reduce((sum, weight) => sum + weight, 0) - 1) < 0.01;
  });
}

const areLimits = (value: unknown): value is Fields =>
  isFields(value) && isBelow0(value.word) && isBelow0(value.mean);

function isAlarm(value: unknown): boolean {
  if (!isFields(value)) return false;
  const { tokens, weights } = value;
  if (!Array.isArray(tokens) || !Array.isArray(weights) || tokens.length !== weights.length) return false;
  const areIds = tokens.every((id) => Number.isInteger(id) && (id as number) >= 0);
  return areIds && weights.every(isFinite) && [value.intercept, value.silent, value.wary].every(isFinite);
}

const CHECKS: Readonly<Record<keyof ModelPresets, readonly [(value: unknown) => boolean, string]>> = {
  mixtures: [areMixtures, 'six lists of 1 … 6 weights, each with a sum of 1'],
  confidence: [
    (value) =>
      isFields(value) &&
      ['intercept', 'score', 'model', 'rank', 'typed'].every((name) => isFinite(value[name])) &&
      (value.sure === undefined || isFinite(value.sure)),
    'numbers for intercept, score, model, rank and typed, and maybe for sure',
  ],
  trim: [
    (value) => areLimits(value) && areLimits(value.shared),
    'numbers below 0 for word, mean, shared.word and shared.mean',
  ],
  context: [
    (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 4096,
    'a whole number of 0 … 4096',
  ],
  start: [(value) => typeof value === 'string' && value.length <= 100, 'a text of at most 100 characters'],
  shortlist: [(value) => Number.isInteger(value) && (value as number) >= 0, 'a whole number of at least 0'],
  alarm: [isAlarm, 'ids for tokens, as many numbers for weights, and numbers for intercept, silent and wary'],
  gates: [
    (value) =>
      isFields(value) &&
      Object.entries(value).every(
        ([name, on]) => (GATES as readonly string[]).includes(name) && typeof on === 'boolean',
      ),
    `true or false for some of ${GATES.join(', ')}`,
  ],
};

/**
 * Checks a manifest's presets. Names that are not known are of a later version, and are left out.
 * @param value undefined: the model has none
 * @throws {EngineError} 'bad-presets': which one is wrong, and what it must be
 */
export function readPresets(value: unknown): ModelPresets {
  if (value === undefined) return {};
  const fail = (name: string, range: string): never => {
    throw new EngineError(
      'bad-presets',
      `The model's manifest is wrong in ${name}: it must be ${range}. The usual settings are used.`,
    );
  };
  if (!isFields(value)) return fail('presets', 'an object');
  const known = Object.entries(CHECKS).flatMap(([name, [fits, range]]) => {
    const given = value[name];
    if (given === undefined) return [];
    return fits(given) ? [[name, given]] : fail(`presets.${name}`, range);
  });
  return Object.fromEntries(known) as ModelPresets;
}
