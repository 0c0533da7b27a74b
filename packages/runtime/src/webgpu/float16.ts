import { promptRows, type LanguageModel } from '@superposed/decoding';
import type { Real } from '../onnx/graph-builder';
import { findAdapter } from './adapter';

/** Token ids to try a model with; the first position of a text has the greatest activations. */
const TRIAL = [0, 1, 2, 3];

/** Whether the adapter that a session would take computes with floats of 16 bits. */
export async function hasFloat16(): Promise<boolean> {
  return (await findAdapter())?.features.has('shader-f16') === true;
}

/**
 * Starts a model in 16 bits where the adapter has them, and in 32 where it has not, or where 16 fail: where the model
 * can't be started with them, or its activations pass 65,504 and come out as infinite or not a number.
 * @param start makes the model; in 32 bits its errors are the caller's
 */
export async function startInFloat16<M extends LanguageModel>(
  start: (real: Real) => Promise<M>,
  available: boolean,
): Promise<M> {
  if (available) {
    const model = await start('float16').catch(() => null);
    if (model && (await staysFinite(model))) return model;
    await model?.dispose();
  }
  return start('float');
}

async function staysFinite(model: LanguageModel): Promise<boolean> {
  const tokens = TRIAL.filter((id) => id < model.vocabularySize);
  try {
    const scored = await model.forward(promptRows(tokens, 0));
    model.truncate(0);
    return scored.every(({ logPartition, logits }) => [logPartition, ...logits].every(Number.isFinite));
  } catch {
    return false;
  }
}
