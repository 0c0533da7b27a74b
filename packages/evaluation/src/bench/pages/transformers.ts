import { caller } from './remote';

const call = caller(new Worker(new URL('./transformers-worker.ts', import.meta.url), { type: 'module' }));

globalThis.bench = { load: (settings) => call('load', settings), run: (task) => call('run', task) };
