import { caller } from './remote';

const call = caller(new Worker(new URL('./ours-worker.ts', import.meta.url), { type: 'module' }));

globalThis.bench = {
  load: (settings) => call('load', settings),
  run: (task) => call('run', task),
  encode: (text) => call('encode', text),
  passTimes: (pass, times) => call('passTimes', pass, times),
  gpuPass: (rows) => call('gpuPass', rows),
  gpuWork: (times) => call('gpuWork', times),
  rowsOf: (text, word) => call('rowsOf', text, word),
};
