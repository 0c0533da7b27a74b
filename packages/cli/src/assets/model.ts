import { readFile } from 'node:fs/promises';
import type { LanguageModel } from '@superposed/decoding';
import { frequentTokens, type ModelPresets } from '@superposed/engine';
import { modelLanguages } from '@superposed/engine/model-languages';
import { createTokenizer, type Tokenizer } from '@superposed/engine/tokenizer';
import { ensureModel } from '@superposed/model-smollm2-135m';
import { parseGguf, type GgufModel } from '@superposed/runtime';
import { readHeader } from '@superposed/runtime/gguf-header';
import { createNodeModel } from '@superposed/runtime/node';
import { choice, wholeNumber, type OptionHelp, type OptionValues } from '../terminal/command';
import { CommandError } from '../terminal/command-error';
import { knownPresets, presetsFrom } from './presets';

/** Option of every command that reads the model's file. */
export const MODEL_FILE: Readonly<Record<string, OptionHelp>> = {
  model: { option: { type: 'string' }, help: 'a GGUF file (default: SmolLM2-135M, fetched once)' },
};

/** Options of every command that runs the model. */
export const MODEL_OPTIONS: Readonly<Record<string, OptionHelp>> = {
  backend: {
    option: { type: 'string' },
    help: 'wasm (default), the kernels that browsers run, native, the graph of WebGPU on the CPU (slow), or native-f16, the same in 16 bits',
  },
  ...MODEL_FILE,
  head: {
    option: { type: 'string' },
    help: 'tokens that steps look at, such as 16384, or full (default: what is known of the model)',
  },
  presets: {
    option: { type: 'string' },
    help: "JSON of a model's presets, or a manifest with them (default: what is known of the model)",
  },
};

/** The model's file: --model, SUPERPOSED_GGUF, or the one in the user's cache, fetched where it is not there yet. */
export async function loadGguf(options: OptionValues = {}): Promise<GgufModel> {
  return parseGguf(await readModel(options));
}

async function readModel({ model }: OptionValues): Promise<Uint8Array> {
  const given = typeof model === 'string' ? model : process.env['SUPERPOSED_GGUF'];
  const path = given ? given : (await ensureModel()).gguf;
  return readFile(path).catch((error: unknown) => {
    throw new CommandError('unreadable-file', `Can't read the model: ${(error as Error).message}`);
  });
}

/** The tokenizer of the model's file, whatever the architecture of the model. */
export async function loadTokenizer(options: OptionValues = {}): Promise<Tokenizer> {
  return createTokenizer(readHeader(await readModel(options)).metadata);
}

/** What was tuned for the model that a GGUF file holds. */
export const presetsOf = (file: Uint8Array): ModelPresets => knownPresets(file, readHeader(file).metadata);

export interface LoadedModel {
  readonly model: LanguageModel;
  readonly tokenizer: Tokenizer;
  /** In which its drafts are worth showing, ISO 639-1. */
  readonly languages: readonly string[];
  /** What was tuned for it. */
  readonly presets: ModelPresets;
}

/** Runs `use` on the model that the options ask for, and frees it afterwards. */
export async function* withModel<T>(
  options: OptionValues,
  use: (loaded: LoadedModel) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const backend = choice(options, 'backend', ['wasm', 'native', 'native-f16']);
  const file = await readModel(options);
  const gguf = parseGguf(file);
  const { metadata } = gguf;
  const { presets: given, head } = options;
  const tuned = typeof given === 'string' ? await presetsFrom(given) : knownPresets(file, metadata);
  const tokenizer = createTokenizer(metadata);
  const shortlist =
    head === 'full' ? 0 : head === undefined ? (tuned.shortlist ?? 0) : wholeNumber(options, 'head', 0);
  const presets = { ...tuned, shortlist };
  const model = await createNodeModel(gguf, {
    backend,
    ...(shortlist > 0 && { shortlist: frequentTokens(tokenizer, shortlist) }),
  });
  try {
    const languages = modelLanguages(metadata);
    yield* use({ model, tokenizer, languages, presets });
  } finally {
    await model.dispose();
  }
}
