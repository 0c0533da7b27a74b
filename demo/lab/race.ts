import {
  autoBranchSteps,
  decodeGreedy,
  decodeNucleus,
  decodeSuperposed,
  DISTINCT_PRESETS,
  distinctOptions,
  paperOptions,
  promptRows,
  scoreDrafts,
  type Draft,
  type Prompt,
  type SuperposedOptions,
} from '@superposed/decoding';
import type { LoadedParts } from '@superposed/engine/load-engine';
import { firstWordKeys } from '@superposed/engine/openings';
import type { LabSettings, Lap, Racer } from './protocol';

/** As in most comparisons with nucleus sampling (Holtzman et al. 2020). */
const TOP_P = 0.9;

/** How the product keeps the drafts apart on this device. */
export function productSteps(
  { rowCosts }: LoadedParts,
  { k, maxTokens, branchSteps }: LabSettings,
): Pick<SuperposedOptions, 'branchSteps' | 'follow'> {
  if (branchSteps !== 'auto') return { branchSteps };
  const shape = { k, maxNewTokens: maxTokens, follow: 'best' } as const;
  const budget = DISTINCT_PRESETS[k]!.budget * (maxTokens - 1);
  return { ...shape, branchSteps: autoBranchSteps(rowCosts, shape, budget) };
}

/**
 * Runs all ways to make drafts after each text, all from the same prompt in the cache. Who begins changes from text to
 * text, so that a slower moment of the device hits them all alike.
 */
export async function race(
  parts: LoadedParts,
  texts: readonly string[],
  settings: LabSettings,
  onLap: (lap: Lap) => void,
): Promise<void> {
  const { model, tokenizer } = parts;
  for (const [round, text] of texts.entries()) {
    const ids = tokenizer.encode(text);
    model.truncate(0);
    const [next] = await model.forward(promptRows(ids, 0));
    const prompt: Prompt = { ids, next: next! };
    const racers = Object.entries(decoders(parts, prompt, settings, round)) as [Racer, Decoder][];
    const order = racers.map((_, i) => racers[(i + round) % racers.length]!);
    for (const [racer, decode] of order) {
      const read = ({ tokens, finished }: Draft) => tokenizer.decode(finished ? tokens.slice(0, -1) : tokens);
      const start = performance.now();
      let telling = 0;
      let drafts: readonly Draft[] = [];
      for await (drafts of decode()) {
        const now = performance.now();
        onLap({ racer, round, drafts: drafts.map(read), milliseconds: now - start - telling });
        telling += performance.now() - now;
      }
      const milliseconds = performance.now() - start - telling;
      const scores = await scoreDrafts(model, prompt, drafts);
      const perplexities = scores.map((each) => Math.exp(-mean(each)));
      const key = firstWordKeys(prompt.next, tokenizer);
      const openings = new Set(drafts.map(({ tokens: [first] }) => key(first ?? -1))).size;
      onLap({ racer, round, drafts: drafts.map(read), milliseconds, quality: { perplexities, openings } });
    }
  }
  model.truncate(0);
}

type Decoder = () => AsyncIterable<readonly Draft[]>;

function decoders(
  parts: LoadedParts,
  prompt: Prompt,
  settings: LabSettings,
  round: number,
): Record<Racer, Decoder> {
  const { model, ngrams, tokenizer } = parts;
  const { k, maxTokens: maxNewTokens, openings } = settings;
  const use = { eosIds: tokenizer.eosIds, maxNewTokens };
  const firstWordKey = firstWordKeys(prompt.next, tokenizer);
  const superposed = async function* (options: SuperposedOptions): AsyncGenerator<readonly Draft[]> {
    for await (const { alive, finished } of decodeSuperposed(model, ngrams, prompt, options)) {
      yield [...alive, ...finished].slice(0, k);
    }
  };
  const nucleus = (batched: boolean) =>
    decodeNucleus(model, prompt, { ...use, k, topP: TOP_P, seed: round + 1, batched });
  const { branchSteps, follow } = productSteps(parts, settings);
  const options =
    openings === 'paper'
      ? paperOptions(k, use)
      : distinctOptions(k, { ...use, firstWordKey, branchSteps: 0 });
  return {
    superposed: () => superposed(options),
    product: () => superposed(openings === 'paper' ? options : { ...options, branchSteps, follow }),
    greedy: async function* () {
      for await (const draft of decodeGreedy(model, prompt, use)) yield [draft];
    },
    nucleus: () => nucleus(false),
    batched: () => nucleus(true),
  };
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
