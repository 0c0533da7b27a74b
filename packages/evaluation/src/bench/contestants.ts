import type { Method } from './page-protocol';

/** One thing that is timed: a page, and what is asked of it. */
export interface Contestant {
  /** Short and unique, as in the JSON. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly page: 'ours' | 'transformers' | 'wllama';
  readonly method: Method;
  readonly k: number;
}

const ours = (id: string, name: string, method: Method, k: number): Contestant => ({
  id,
  name,
  page: 'ours',
  method,
  k,
});

export const OURS: readonly Contestant[] = [
  ours('greedy', 'greedy', 'greedy', 1),
  ...[1, 2, 3, 5, 8].map((k) => ours(`superposed-${k}`, 'superposed', 'superposed', k)),
  ...[3, 8].flatMap((k) => [
    ours(`branched-${k}`, 'superposed after 2 branched steps', 'superposed-2', k),
    ours(`default-${k}`, 'as a writer gets them', 'default', k),
    ours(`separate-${k}`, 'separate rows, one cache', 'separate', k),
    ours(`batched-${k}`, 'batch, copied caches', 'batched', k),
    ours(`nucleus-${k}`, 'nucleus, one after another', 'nucleus', k),
  ]),
];

export const PEERS: readonly Contestant[] = [
  { id: 'wllama', name: 'wllama, greedy', page: 'wllama', method: 'greedy', k: 1 },
  { id: 'transformers', name: 'transformers.js, greedy', page: 'transformers', method: 'greedy', k: 1 },
];
