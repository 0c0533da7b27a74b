import type { Device } from '@superposed/runtime';
import { needWasm } from '@superposed/runtime/need-wasm';
import { EngineError } from '../protocol/errors';
import type { Engine, LoadHooks } from './engine';
import type { Ngrams } from './load-ngrams';
import { improver } from './faster-engine';
import { loadModel } from '../assets/load-model';
import type { EngineConfig } from '../protocol/protocol';
import { SuggestionSession, type SessionParts } from '../drafting/session';
import { readPresets, type ModelPresets } from '../drafting/presets';
import { frequentTokens } from '../text/frequent-tokens';
import { modelLanguages } from '../text/model-languages';
import { createTokenizer, type Tokenizer } from '../text/tokenizer';
import { warmUp } from '../drafting/warm-up';

/** What sessions on the model are made of. */
export type LoadedParts = SessionParts & Required<Pick<SessionParts, 'rowCosts'>>;

/**
 * Loads the model and its device in a browser.
 * @param table mixed into the model's drafts; they do without it
 * @throws an Error with a `code`: AssetError, UnsupportedModelError, RuntimeError, TokenizerError or EngineError
 */
export async function loadEngine(
  config: EngineConfig,
  hooks: LoadHooks,
  table: Promise<Ngrams | null>,
): Promise<Engine & { readonly parts: LoadedParts }> {
  needWasm();
  // The large download begins while the runtime's code is still on its way.
  const download = loadModel(config.modelUrl, {
    onProgress: (loaded, total) => hooks.onProgress('model', loaded, total),
  });
  download.catch(() => undefined);
  const { chooseDevice, createWebModel, parseGguf } = await import('@superposed/runtime');
  const { bytes, presets: tuned } = await download;
  hooks.onProgress('prepare', 0, 0);
  const gguf = parseGguf(bytes);
  const presets = presetsOr(tuned, hooks);
  const tokenizer = createTokenizer(gguf.metadata);
  const start = async (device: Device) => {
    const model = await createWebModel(gguf, {
      device,
      wasmPaths: config.ortUrl,
      ...(presets.shortlist && { shortlist: frequentTokens(tokenizer, presets.shortlist) }),
    });
    // A device that fails while it warms up is given up at once, and not after it was said to be ready.
    const loss = model.lost?.then((why) => Promise.reject(new EngineError('device-lost', why)));
    const rowCosts = await Promise.race([warmUp(model), ...(loss ? [loss] : [])]);
    return { model, rowCosts, device };
  };
  const chosen = await chooseDevice(config.device, bytes.length);
  const { model, rowCosts, device } = await start(chosen.device).catch((error: unknown) => {
    if (chosen.device === 'wasm') throw error;
    hooks.onWarning(error);
    return start('wasm');
  });
  const reason = device === chosen.device ? chosen.reason : 'WebGPU failed';
  const ngrams = await matching(table, tokenizer, hooks);
  const parts = {
    model,
    tokenizer,
    ngrams: ngrams?.source ?? null,
    personal: ngrams?.own ?? null,
    rowCosts,
    languages: modelLanguages(gguf.metadata),
    presets,
  };
  const { rival } = chosen;
  const engine: Engine = {
    session: new SuggestionSession(parts),
    device,
    reason,
    ngrams: ngrams?.known ?? false,
    lost: model.lost,
  };
  return { ...engine, parts, ...(rival && { improve: improver({ parts, config, rival, engine }, bytes) }) };
}

/** Drafts do without presets that are wrong. */
function presetsOr(tuned: unknown, { onWarning }: LoadHooks): ModelPresets {
  try {
    return readPresets(tuned);
  } catch (error) {
    onWarning(error);
    return {};
  }
}

/** The table, unless it was counted with another vocabulary than the model's. */
async function matching(
  table: Promise<Ngrams | null>,
  { pieces }: Tokenizer,
  { onWarning }: LoadHooks,
): Promise<Ngrams | null> {
  const ngrams = await table;
  if (!ngrams || (await ngrams.fits(pieces))) return ngrams;
  onWarning(
    new EngineError(
      'other-tokenizer',
      'The n-gram table was counted with another vocabulary than the model has: build a table for this model.',
    ),
  );
  return null;
}
