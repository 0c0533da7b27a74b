import { COMMANDS, runCommands } from 'superposed';

/** The commands for everyone, and those that measure. They are loaded when they are called. */
const commands = {
  ...COMMANDS,
  tokenize: async () => (await import('./commands/tokenize')).tokenize,
  logits: async () => (await import('./commands/logits')).logits,
  replay: async () => (await import('./commands/replay')).replay,
  perplexity: async () => (await import('./commands/perplexity')).perplexity,
  tune: async () => (await import('./commands/tune')).tune,
  calibrate: async () => (await import('./commands/calibrate')).calibrate,
  alarm: async () => (await import('./commands/alarm')).alarm,
  quality: async () => (await import('./commands/quality')).quality,
  shown: async () => (await import('./commands/shown')).shown,
  bench: async () => (await import('./commands/bench')).bench,
  soak: async () => (await import('./commands/soak')).soak,
  ngrams: async () => (await import('./commands/ngrams')).ngrams,
  personal: async () => (await import('./commands/personal')).personal,
  'exact-ngrams': async () => (await import('./commands/exact-ngrams')).exactNgrams,
};

await runCommands(commands, process.argv.slice(2), 'npm run -s superposed --');
