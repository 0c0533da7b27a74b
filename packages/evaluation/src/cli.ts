import { resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CommandError, type Command } from './command';
import { help } from './help';
import { readRecords, toJsonLine } from './records';
import { printTable } from './table';

/** Commands are loaded when they are called, so that replay needs no model runtime. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  tokenize: async () => (await import('./commands/tokenize')).tokenize,
  logits: async () => (await import('./commands/logits')).logits,
  replay: async () => (await import('./commands/replay')).replay,
  suggest: async () => (await import('./commands/suggest')).suggest,
  perplexity: async () => (await import('./commands/perplexity')).perplexity,
  tune: async () => (await import('./commands/tune')).tune,
  calibrate: async () => (await import('./commands/calibrate')).calibrate,
  quality: async () => (await import('./commands/quality')).quality,
  bench: async () => (await import('./commands/bench')).bench,
  ngrams: async () => (await import('./commands/ngrams')).ngrams,
  personal: async () => (await import('./commands/personal')).personal,
  'exact-ngrams': async () => (await import('./commands/exact-ngrams')).exactNgrams,
};

async function main([name, ...rest]: string[]): Promise<void> {
  if (name === undefined || name === '--help' || name === 'help') {
    process.stdout.write(await help(COMMANDS));
    return;
  }
  const load = COMMANDS[name];
  if (!load) {
    const known = Object.keys(COMMANDS).join(', ');
    throw new CommandError('unknown-command', `There is no command "${name}". Commands: ${known}.`);
  }
  const command = await load();
  const { values, positionals } = parse(command, rest);
  if (values['help']) {
    process.stdout.write(await help({ [name]: load }));
    return;
  }
  if (positionals.length > 1 && !command.manyFiles)
    throw new CommandError('bad-option', 'Give one FILE, or none for standard input.');
  const records = command.manyFiles
    ? positionals.map((file) => ({ file: resolve(process.env['INIT_CWD'] ?? '', file) }))
    : await readRecords(positionals[0]);
  const results = command.run(records, values);
  if (process.stdout.isTTY && !values['json']) await printTable(command, results, records);
  else for await (const result of results) process.stdout.write(`${toJsonLine(result)}\n`);
}

function parse(command: Command, args: string[]) {
  const own = Object.entries(command.options ?? {}).map(([name, { option }]) => [name, option] as const);
  const options: NonNullable<ParseArgsConfig['options']> = {
    ...Object.fromEntries(own),
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  };
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    throw new CommandError('bad-option', `${(error as Error).message} Try --help.`);
  }
}

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await main(process.argv.slice(2));
} catch (error) {
  // Errors meant for people carry a code or name what is out of range; others are faults and show where they arose.
  const meant = error instanceof Error && ('code' in error || error instanceof RangeError);
  process.stderr.write(`superposed: ${meant ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
