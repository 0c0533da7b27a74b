import { NgramTable } from '@superposed/ngram';
import { vi } from 'vitest';
import { NeverList } from '../personal/never';
import type { Engine, LoadHooks, Suggester } from './engine';
import { createHost } from './host';
import type { Ngrams } from './load-ngrams';
import type { EngineConfig, Reply } from '../protocol/protocol';

export const config: EngineConfig = { modelUrl: 'm', ngramsUrl: 'n', ortUrl: 'o/', device: 'auto' };
export const drafts = [{ text: ' be', confidence: 0.5, source: 'model' as const }];

export const instantDrafts = [{ text: ' not', confidence: 0.2, source: 'ngrams' as const }];

/** A table that makes drafts at once, or when `gate` opens. */
export function table(gate: Promise<void> = Promise.resolve()) {
  const personal = {
    learn: vi.fn(),
    export: vi.fn(),
    delete: vi.fn(() => Promise.resolve()),
    never: new NeverList(),
    neverSuggest: vi.fn(() => Promise.resolve()),
  };
  const suggest = vi.fn(() => instantDrafts);
  const ngrams: Ngrams = {
    source: new NgramTable('0'),
    own: null,
    known: true,
    instant: { suggest },
    personal,
    fits: () => Promise.resolve(true),
  };
  return { ngrams, personal, suggest, load: () => gate.then(() => ngrams) };
}

/** Reads ahead at once. */
export const readAhead = vi.fn<Suggester['readAhead']>(() => Promise.resolve());

/** A host that loads an engine of such drafts, with what it replies. */
export function start(
  suggest: Suggester['suggest'],
  load?: (hooks: LoadHooks) => Promise<Engine>,
  loadNgrams: () => Promise<Ngrams | null> = () => Promise.resolve(null),
) {
  const replies: Reply[] = [];
  const loader = vi.fn(
    (_: EngineConfig, hooks: LoadHooks) => load?.(hooks) ?? Promise.resolve(engineOf(suggest)),
  );
  const send = createHost((reply) => replies.push(reply), { engine: loader, ngrams: loadNgrams });
  const ask = (id: number, text = 'I will') => send({ type: 'suggest', id, text, options: { k: 2 } });
  return {
    replies,
    send,
    ask,
    loader,
    settled: (count: number) => vi.waitUntil(() => replies.length >= count),
  };
}

export const engineOf = (suggest: Suggester['suggest']): Engine => {
  return { session: { suggest, readAhead }, device: 'wasm', reason: 'asked for', ngrams: true };
};
export const modelDrafts = () => Promise.resolve(drafts);
