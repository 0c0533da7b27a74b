import { caller } from './remote';

const call = caller(new Worker(new URL('./ours-worker.ts', import.meta.url), { type: 'module' }));

globalThis.bench = {
  load: (settings) => call('load', settings),
  run: (task) => call('run', task),
  gpuPass: (rows) => call('gpuPass', rows),
  gpuWork: (times) => call('gpuWork', times),
  rowsOf: (text, word) => call('rowsOf', text, word),
};
