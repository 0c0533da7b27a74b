import type { Commands } from './terminal/command';

/** What `superposed` does. Commands are loaded when they are called: help needs no model runtime. */
export const COMMANDS = {
  suggest: async () => (await import('./commands/suggest')).suggest,
  'fetch-model': async () => (await import('./commands/fetch-model')).fetchModel,
  models: async () => (await import('./commands/models')).models,
  'build-table': async () => (await import('./commands/build-table')).buildTable,
  serve: async () => (await import('./commands/serve')).serve,
} satisfies Commands;
