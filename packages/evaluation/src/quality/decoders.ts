import {
  checkOptions,
  decodeBeam,
  decodeDiverseBeam,
  decodeGreedy,
  decodeNucleus,
  decodeSeparate,
  decodeSuperposed,
  distinctOptions,
  PAPER_LAMBDAS,
  paperOptions,
  rankDrafts,
  type Draft,
  type LanguageModel,
  type NextTokens,
  type NgramSource,
  type Prompt,
  type RowCosts,
  type SuperposedOptions,
} from '@superposed/decoding';
import {
  InstantSession,
  SuggestionSession,
  type ModelPresets,
  type SuggestOptions,
  type TrimRule,
} from '@superposed/engine';
import type { Tokenizer } from '@superposed/engine/tokenizer';
import { promptText } from '../texts/cases';
import { firstWord } from './quality';
import type { ShownDraft } from '../typing/typing';
import { WholeVocabulary } from './whole-vocabulary';

export const DECODERS = [
  'superposed',
  'paper',
  'separate',
  'greedy',
  'nucleus',
  'nucleus-batched',
  'beam',
  'diverse-beam',
  'product',
  'ngrams',
] as const;
export type DecoderName = (typeof DECODERS)[number];

/** What the decoders that are measured have in common. */
export interface DecoderSettings {
  readonly openings: 'distinct' | 'paper';
  /** 'auto': as the session chooses it; 0 for decoders outside a session. */
  readonly branchSteps: number | 'auto';
  readonly k: number;
  /** Most tokens in a draft. */
  readonly tokens: number;
  /** Of the samples. */
  readonly seed: number;
  /** The product shows no draft of less confidence, 0 … 1. Omitted: as the session chooses. */
  readonly threshold?: number;
  /** When a draft of the product stops making sense. Omitted: as tuned. */
  readonly trim?: TrimRule;
  /** What rows cost, for the product's branches. Omitted: as on WASM. */
  readonly rowCosts?: RowCosts;
  /** Ablation: a superposed draft ends with a token that no n-gram knows there, and its weight goes to the rest. */
  readonly dropUnsupported: boolean;
  /** Takes the place of a preset's numbers, for ablations. */
  readonly set: Partial<SuperposedOptions>;
}

/** One way to go on. */
export interface DecodedDraft {
  /** What a writer would see of it. */
  readonly text: string;
  /** Its tokens, one that ends it included. */
  readonly tokens: readonly number[];
  /** 0 … 1; 1 for decoders that have none. */
  readonly confidence: number;
}

/** Makes drafts, the first one best. */
export interface Decoder {
  /** What is not timed: reads the prompt, which the model's cache holds, in a way of its own. */
  readonly prepare?: (prompt: Prompt) => Promise<void>;
  /** @param index tells prompts apart, for samples */
  readonly decode: (prompt: Prompt, index: number) => Promise<readonly DecodedDraft[]>;
}

export interface DecoderParts {
  readonly model: LanguageModel;
  readonly tokenizer: Tokenizer;
  readonly ngrams: NgramSource | null;
  /** In which the product shows drafts. */
  readonly languages: readonly string[];
  readonly presets: ModelPresets;
}

/** λ of diverse beam search: its paper finds 0.2 to 0.8 good. */
const DIVERSITY = 0.5;
const NUCLEUS = 0.9;

/** @throws {RangeError} a setting is out of range */
export function makeDecoder(name: DecoderName, parts: DecoderParts, settings: DecoderSettings): Decoder {
  const { model, tokenizer } = parts;
  const { k, seed } = settings;
  const use = { maxNewTokens: settings.tokens, eosIds: tokenizer.eosIds };
  const read = ({ tokens, finished }: Draft): DecodedDraft => ({
    text: tokenizer.decode(finished ? tokens.slice(0, -1) : tokens),
    tokens,
    confidence: 1,
  });
  const lists = (decode: (prompt: Prompt, index: number) => AsyncIterable<readonly Draft[]>): Decoder => ({
    decode: async (prompt, index) => ((await last(decode(prompt, index))) ?? []).map(read),
  });
  const nucleus = (batched: boolean): Decoder => {
    const whole = new WholeVocabulary(model);
    let next: NextTokens;
    const { decode } = lists((prompt, index) => {
      const options = { ...use, k, topP: NUCLEUS, seed: seed * 100_003 + index, batched };
      return decodeNucleus(whole, { ...prompt, next }, options);
    });
    return { prepare: async (prompt) => void (next = await whole.next(prompt)), decode };
  };
  switch (name) {
    case 'greedy':
      return {
        decode: async (prompt) => {
          const draft = await last(decodeGreedy(model, prompt, use));
          return draft ? [read(draft)] : [];
        },
      };
    case 'nucleus':
      return nucleus(false);
    case 'nucleus-batched':
      return nucleus(true);
    case 'beam':
      return lists((prompt) => decodeBeam(model, prompt, { ...use, k }));
    case 'diverse-beam':
      return lists((prompt) => decodeDiverseBeam(model, prompt, { ...use, k, strength: DIVERSITY }));
    case 'product':
      return product(parts, settings);
    case 'ngrams':
      return instant(parts, settings);
    case 'paper':
      return superposed(parts, { ...settings, openings: 'paper', branchSteps: 0 }, read);
    case 'separate':
      return superposed(parts, { ...settings, openings: 'distinct' }, read, decodeSeparate);
    case 'superposed':
      return superposed(parts, settings, read);
  }
}

/** Superposed Decoding with the presets of its openings. */
function superposed(
  { model, tokenizer, ngrams, presets: { mixtures } }: DecoderParts,
  { openings, branchSteps, k, tokens, dropUnsupported, set }: DecoderSettings,
  read: (draft: Draft) => DecodedDraft,
  run = decodeSuperposed,
): Decoder {
  const { eosIds } = tokenizer;
  const firstWordKey = firstWordKeyOf(tokenizer);
  const steps = branchSteps === 'auto' ? 0 : branchSteps;
  const use = { eosIds, maxNewTokens: tokens, branchSteps: steps, ...set };
  const options =
    openings === 'paper'
      ? paperOptions(k, use)
      : distinctOptions(k, { ...(mixtures && { mixtures }), ...use, firstWordKey });
  checkOptions(options);
  const decode = async (prompt: Prompt) => {
    let drafts: readonly Draft[] = [];
    let opened: readonly Draft[] | undefined;
    const stops = dropUnsupported && ngrams ? unsupported(ngrams, prompt) : undefined;
    for await (const { alive, finished } of run(model, ngrams, prompt, {
      ...options,
      ...(stops && { stops }),
    })) {
      drafts = rankDrafts([...alive, ...finished]).slice(0, k);
      opened ??= alive;
    }
    if (openings === 'paper') return drafts.map(read);
    // Their openings rank distinct drafts: the likelier an opening, the likelier the whole draft is taken.
    const place = ({ tokens: [first] }: Draft): number =>
      (opened ?? []).findIndex((draft) => draft.tokens[0] === first);
    return [...drafts].sort((a, b) => place(a) - place(b)).map(read);
  };
  return { decode };
}

/** Whether no n-gram knows a draft's last token after those before it. */
function unsupported(ngrams: NgramSource, { ids }: Prompt): (draft: Draft) => boolean {
  const out = new Float32Array(1);
  return ({ tokens }) => {
    ngrams.probabilities([...ids, ...tokens.slice(0, -1)], tokens.slice(-1), PAPER_LAMBDAS, out);
    return tokens.length > 1 && out[0] === 0;
  };
}

/** Names the first word that a token opens; the tokens that end a text open none. */
export function firstWordKeyOf({
  eosIds,
  piece,
}: Pick<Tokenizer, 'eosIds' | 'piece'>): (id: number) => string {
  return (id) => (eosIds.includes(id) ? '' : firstWord(piece(id)));
}

/** What a session is asked for; what is left to it is left out. */
export function sessionOptions({
  openings,
  branchSteps,
  threshold,
}: Pick<DecoderSettings, 'openings' | 'branchSteps' | 'threshold'>): SuggestOptions {
  return {
    openings,
    ...(branchSteps !== 'auto' && { branchSteps }),
    ...(threshold !== undefined && { threshold }),
  };
}

/** A session as a study wants it. */
export function sessionOf(
  { presets, ...parts }: DecoderParts,
  { trim, rowCosts }: Pick<DecoderSettings, 'trim' | 'rowCosts'>,
): SuggestionSession {
  return new SuggestionSession({
    ...parts,
    presets: { ...presets, ...(trim && { trim }) },
    ...(rowCosts && { rowCosts }),
  });
}

/** What a writer is shown after the prompt's text, with everything that the session does. */
function product(parts: DecoderParts, settings: DecoderSettings): Decoder {
  const { tokenizer } = parts;
  const { k, tokens: maxTokens } = settings;
  const options = sessionOptions(settings);
  let session: SuggestionSession | undefined;
  return {
    async prepare({ ids }) {
      // A session of its own each time: others use the model's cache in between.
      session = sessionOf(parts, settings);
      await session.suggest({ ...options, k: 1, maxTokens: 1, text: promptText(ids, tokenizer) });
    },
    async decode({ ids }) {
      const drafts = await session!.suggest({ ...options, k, maxTokens, text: promptText(ids, tokenizer) });
      return drafts.map((draft) => shown(draft, tokenizer));
    },
  };
}

/** A draft that a session shows, with the tokens of its text. */
const shown = ({ text, confidence }: ShownDraft, { encode }: Pick<Tokenizer, 'encode'>): DecodedDraft => ({
  text,
  confidence,
  tokens: encode(text, true),
});

/** What a writer is shown before the model is there: drafts by the n-grams alone. */
function instant({ tokenizer, ngrams }: DecoderParts, { k, tokens: maxTokens }: DecoderSettings): Decoder {
  const session = ngrams && new InstantSession(ngrams, tokenizer);
  const decode = ({ ids }: Prompt): DecodedDraft[] =>
    (session?.suggest({ k, maxTokens, text: promptText(ids, tokenizer) }) ?? []).map((draft) =>
      shown(draft, tokenizer),
    );
  return { decode: (prompt) => Promise.resolve(decode(prompt)) };
}

async function last<T>(values: AsyncIterable<T>): Promise<T | undefined> {
  let found: T | undefined;
  for await (const value of values) found = value;
  return found;
}
