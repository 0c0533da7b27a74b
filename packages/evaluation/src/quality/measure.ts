import { promptRows, scoreDrafts, type LanguageModel, type Prompt } from '@superposed/decoding';
import type { Case } from '../texts/cases';
import type { CountingModel } from './counting-model';
import type { Decoder } from './decoders';
import { compare, type MeasuredPrompt } from './quality';

/** Fills the cache with a prompt. */
export async function prefill(model: LanguageModel, ids: readonly number[]): Promise<Prompt> {
  model.truncate(0);
  const [next] = await model.forward(promptRows(ids, 0));
  if (!next) throw new Error('The language model returned no distribution for a scored row.');
  return { ids, next };
}

/**
 * Drafts of each decoder after one prompt, measured. Decoders take turns prompt by prompt, so that a machine that is
 * busy for a while slows them all alike.
 * @param index tells prompts apart, for samples
 * @returns by decoder, in their order
 */
export async function measureCase(
  model: CountingModel,
  decoders: readonly Decoder[],
  { ids, nextIds, rest }: Case,
  index: number,
): Promise<MeasuredPrompt[]> {
  const prompt = await prefill(model, ids);
  const measured: MeasuredPrompt[] = [];
  for (const { prepare, decode } of decoders) {
    await prepare?.(prompt);
    model.take();
    const start = performance.now();
    const drafts = await decode(prompt, index);
    const milliseconds = performance.now() - start;
    const work = model.take();
    if (prepare) await prefill(model, ids);
    const scores = await scoreDrafts(model, prompt, drafts);
    measured.push({
      drafts: drafts.map((draft, i) => compare(draft, scores[i]!, nextIds[0]!, rest)),
      milliseconds,
      ...work,
    });
  }
  return measured;
}
