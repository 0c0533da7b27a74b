import {
  decodeGreedy,
  decodeNucleus,
  decodeSuperposed,
  distinctOptions,
  promptRows,
  type ForwardOptions,
  type LanguageModel,
  type NgramSource,
  type NextTokens,
  type Row,
  type RowCosts,
} from '@superposed/decoding';
import { frequentTokens, SuggestionSession, type ModelPresets } from '@superposed/engine';
import { createTokenizer, type Tokenizer } from '@superposed/engine/tokenizer';
import { warmUp } from '@superposed/engine/warm-up';
import { loadNgramTable, parseManifest, tokenizerFingerprint } from '@superposed/ngram';
import { createWebModel, parseGguf } from '@superposed/runtime';
import { decodeCopied } from '../copied-caches';
import { countGpuWork, type GpuWork } from '../gpu-counter';
import { DEFAULT_MODEL, type BenchPage, type Pass, type Task, type Timing } from '../page-protocol';
import { fetchModel } from './model-file';
import { offer } from './remote';

/** Tokens before the steps whose work is counted, and of a prompt whose work is. */
const PROMPT_LENGTH = 15;
const LONG_PROMPT = 64;

const address = (path: string): string => new URL(`/${path}`, location.href).href;

let model: LanguageModel;
let tokenizer: Tokenizer;
let ngrams: NgramSource | null;
let rowCosts: RowCosts = [[1, 1]];
let takeGpuWork: () => GpuWork;
let gpuStep: () => Promise<void>;
let presets: ModelPresets;
let session: SuggestionSession;

offer({
  async load({ threads, device, warm = true, model: id = DEFAULT_MODEL, presets: tuned = {} }) {
    if (device === 'webgpu') takeGpuWork = countGpuWork();
    const bytes = new Uint8Array(await (await fetchModel(id)).arrayBuffer());
    const start = performance.now();
    const gguf = parseGguf(bytes);
    tokenizer = createTokenizer(gguf.metadata);
    presets = tuned;
    model = await createWebModel(gguf, {
      device,
      threads,
      wasmPaths: address('files/ort/'),
      ...(tuned.shortlist && { shortlist: frequentTokens(tokenizer, tuned.shortlist) }),
    });
    if (warm) rowCosts = await warmUp(model);
    const loaded = performance.now() - start;
    ngrams = await loadNgrams();
    session = new SuggestionSession({ model, tokenizer, ngrams, rowCosts, presets });
    return loaded;
  },

  async run(task) {
    if (task.method === 'default') return runSession(task);
    if (task.method === 'batched') {
      const start = performance.now();
      const { drafts, prefilled } = await decodeCopied(model, task.ids, task.k, task.tokens);
      return { prefill: prefilled - start, decode: performance.now() - prefilled, draft: drafts[0]! };
    }
    model.truncate(0);
    const start = performance.now();
    const [next] = await model.forward(promptRows(task.ids, 0));
    const prefilled = performance.now();
    const draft = await decode(task, next!);
    const end = performance.now();
    model.truncate(0);
    return { prefill: prefilled - start, decode: end - prefilled, draft };
  },

  encode: (text) => Promise.resolve(tokenizer.encode(text)),

  async gpuPass(pass) {
    gpuStep = await preparePass(pass);
  },

  async passTimes(pass, times) {
    const run = await preparePass(pass);
    const taken: number[] = [];
    while (taken.length < times) {
      const start = performance.now();
      await run();
      taken.push(performance.now() - start);
    }
    model.truncate(0);
    return taken;
  },

  async gpuWork(times) {
    takeGpuWork();
    for (let i = 0; i < times; i++) await gpuStep();
    return takeGpuWork();
  },

  async rowsOf(text, word) {
    let rows = 0;
    const counting = new Proxy(model, {
      get(target, name) {
        if (name !== 'forward') return bound(target, name);
        return (all: readonly Row[], options?: ForwardOptions) => {
          rows += all.length;
          return target.forward(all, options);
        };
      },
    });
    const counted = new SuggestionSession({ model: counting, tokenizer, ngrams, rowCosts, presets });
    await counted.suggest({ text });
    rows = 0;
    let prompt: number | undefined;
    // The drafts' first tokens come of the prompt alone.
    await counted.suggest({ text: `${text} ${word} ` }, { onPartial: () => (prompt ??= rows) });
    return { tokens: tokenizer.encode(` ${word}`).length, rows: prompt ?? rows };
  },
} satisfies BenchPage);

/** The table, where the model has its vocabulary. */
async function loadNgrams(): Promise<NgramSource | null> {
  const folder = address('files/ngrams/');
  const json: unknown = await (await fetch(`${folder}manifest.json`)).json();
  const fingerprint = await tokenizerFingerprint(tokenizer.pieces);
  if (parseManifest(json).tokenizer !== fingerprint) return null;
  const { table, complete } = await loadNgramTable(parseManifest(json, fingerprint), async (file) =>
    (await fetch(folder + file)).arrayBuffer(),
  );
  await complete;
  return table;
}

/** A pass whose shape has been run once: that compiles and allocates. */
async function preparePass(pass: Pass): Promise<() => Promise<void>> {
  const start = pass === 'prompt' ? 0 : PROMPT_LENGTH;
  const wanted = pass === 'prompt' ? promptRows(firstIds(LONG_PROMPT), 0) : stepRows(pass);
  model.truncate(0);
  if (start > 0) await model.forward(promptRows(firstIds(start), 0));
  const run = async (): Promise<void> => {
    // As in a step after the openings; without a shortlist it is all tokens.
    await model.forward(wanted, { head: pass === 'prompt' ? 'full' : 'short' });
    model.truncate(start);
  };
  await run();
  return run;
}

function firstIds(count: number): number[] {
  return Array.from({ length: count }, (_, id) => id);
}

/** Rows of a step after the prompt, blind to each other. */
function stepRows(count: number): Row[] {
  return firstIds(count).map((id) => {
    return { tokens: [id], position: PROMPT_LENGTH, sees: [[0, PROMPT_LENGTH]], scored: true };
  });
}

/** A property of the model, methods tied to it. */
function bound(target: LanguageModel, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === 'function' ? value.bind(target) : value;
}

/** What the engine does at a keystroke whose prompt lies in the cache, all of it: tokens, drafts, texts. */
async function runSession({ text, k, tokens }: Task): Promise<Timing> {
  const request = { text, k, maxTokens: tokens };
  await session.suggest({ ...request, maxTokens: 1 });
  const start = performance.now();
  await session.suggest(request);
  const decode = performance.now() - start;
  // The other methods run past the session, which must not trust the cache after them.
  session = new SuggestionSession({ model, tokenizer, ngrams, rowCosts, presets });
  model.truncate(0);
  return { prefill: 0, decode };
}

async function decode({ method, k, tokens, ids }: Task, next: NextTokens): Promise<number[]> {
  const prompt = { ids, next };
  const use = { maxNewTokens: tokens, eosIds: [] };
  if (method === 'greedy') {
    let made: readonly number[] = [];
    for await (const draft of decodeGreedy(model, prompt, use)) made = draft.tokens;
    return [...made];
  }
  if (method === 'nucleus') {
    let made: readonly number[] = [];
    for await (const drafts of decodeNucleus(model, prompt, { ...use, k, topP: 0.9, seed: 1 }))
      made = drafts[0]!.tokens;
    return [...made];
  }
  const branchSteps = method === 'separate' ? tokens : method === 'superposed-2' ? 2 : 0;
  const firstWordKey = (id: number): string => tokenizer.piece(id).trim().toLowerCase();
  const options = distinctOptions(k, { ...use, branchSteps, firstWordKey });
  let made: readonly number[] = [];
  for await (const { alive } of decodeSuperposed(model, ngrams, prompt, options))
    made = alive[0]?.tokens ?? made;
  return [...made];
}
