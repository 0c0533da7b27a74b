import type { NgramTable } from '@superposed/ngram';
import { fetchJson, fetchPart } from './assets';
import { EngineError } from './errors';
import type { Engine, LoadHooks } from './host';
import { loadModelBytes } from './model-bytes';
import type { EngineConfig } from './protocol';
import { SuggestionSession } from './session';
import { createTokenizer, type Tokenizer } from './tokenizer';
import { warmUp } from './warm-up';

/**
 * Loads everything that drafts need in a browser: the table, the model, the device.
 * A table that can't be had costs only the table.
 * @throws an Error with a `code`: AssetError, UnsupportedModelError, RuntimeError, TokenizerError or EngineError
 */
export async function loadEngine(config: EngineConfig, hooks: LoadHooks): Promise<Engine> {
  if (typeof WebAssembly !== 'object') {
    throw new EngineError(
      'wasm-unavailable',
      'WebAssembly is switched off here, and the model needs it. Allow it in the browser, or by wasm-unsafe-eval ' +
        "in the page's content security policy.",
    );
  }
  // The large download begins while the runtime's code is still on its way.
  const download = loadModelBytes(config.modelUrl, {
    onProgress: (loaded, total) => hooks.onProgress('model', loaded, total),
  });
  download.catch(() => undefined);
  const { chooseDevice, createWebModel, parseGguf } = await import('@superposed/runtime');
  const bytes = await download;
  hooks.onProgress('prepare', 0, 0);
  const gguf = await parseGguf(bytes);
  const tokenizer = createTokenizer(gguf.metadata);
  const { device, reason } = await chooseDevice(config.device);
  const table = loadNgrams(config.ngramsUrl, tokenizer, hooks);
  const model = await createWebModel(gguf, { device, wasmPaths: config.ortUrl });
  const rowCosts = await warmUp(model);
  const ngrams = await table;
  return {
    session: new SuggestionSession({ model, tokenizer, ngrams, rowCosts }),
    device,
    reason,
    ngrams: ngrams !== null && ngrams.ngrams > 0,
  };
}

/** The table as soon as its first shard is there; the others join it while it is in use. */
async function loadNgrams(
  url: string | null,
  tokenizer: Tokenizer,
  { onWarning }: LoadHooks,
): Promise<NgramTable | null> {
  if (url === null) return null;
  try {
    const { loadNgramTable, parseManifest, tokenizerFingerprint } = await import('@superposed/ngram');
    const manifest = parseManifest(await fetchJson(url), await tokenizerFingerprint(tokenizer.pieces));
    const shards = new Map(manifest.shards.map((shard) => [shard.file, shard]));
    const read = async (file: string) => {
      const bytes = await fetchPart(new URL(file, url).href, shards.get(file)!);
      return bytes.buffer;
    };
    const { table } = await loadNgramTable(manifest, read, ({ error }) => {
      if (error) onWarning(error);
    });
    return table;
  } catch (error) {
    onWarning(error);
    return null;
  }
}
