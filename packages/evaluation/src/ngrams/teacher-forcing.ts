import {
  MAX_CONTEXT,
  ordersOf,
  type LanguageModel,
  type NextTokens,
  type NgramSource,
} from '@superposed/decoding';
import type { Case } from '../texts/cases';

/** What the model says before each token that a writer went on with. */
export interface AnsweredCase extends Case {
  /** The model's best tokens, [tokens]. */
  readonly next: readonly NextTokens[];
}

/**
 * The same with n-grams. Where every draft has a cache of its own, a draft that is right so far sees just this, so all
 * that is matched follows from it for any settings of the scores.
 */
export interface TeacherForcedCase extends AnsweredCase {
  /** c(last n tokens, t) / c(last n tokens, ·) of the model's best tokens for n = 1 … 5, [tokens][5][topM]. */
  readonly orders: readonly (readonly Float32Array[])[];
}

/** Runs the prompt and the writer's own tokens in one causal pass. */
export async function answerCase(model: LanguageModel, each: Case): Promise<AnsweredCase> {
  const { ids, nextIds } = each;
  const rows = [...ids, ...nextIds].slice(0, -1).map((id, position) => ({
    tokens: [id],
    position,
    scored: position >= ids.length - 1,
  }));
  model.truncate(0);
  return { ...each, next: await model.forward(rows) };
}

/** Adds what the n-grams say. */
export function teacherForce(each: AnsweredCase, ngrams: NgramSource | null): TeacherForcedCase {
  const all = [...each.ids, ...each.nextIds];
  const orders = each.next.map(({ ids }, i) => knownOf(ngrams, all.slice(0, each.ids.length + i), ids));
  return { ...each, orders };
}

function knownOf(ngrams: NgramSource | null, context: readonly number[], best: Int32Array): Float32Array[] {
  if (ngrams) return ordersOf(ngrams, context, best);
  return Array.from({ length: MAX_CONTEXT }, () => new Float32Array(best.length));
}

/** A case as a JSON line can hold it. */
export function answersToJson({ next, ...each }: AnsweredCase): object {
  const list = next.map(({ ids, logits, logPartition }) => ({
    ids: Array.from(ids),
    logits: Array.from(logits, (logit) => Number(logit.toPrecision(7))),
    logPartition,
  }));
  return { ...each, next: list };
}

/** The case of a line that `answersToJson` made. */
export function answersFromJson(json: object): AnsweredCase {
  const { next, ...each } = json as AnsweredCase;
  const list = next.map(({ ids, logits, logPartition }) => ({
    ids: Int32Array.from(ids),
    logits: Float32Array.from(logits),
    logPartition,
  }));
  return { ...each, next: list };
}
