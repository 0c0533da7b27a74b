import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Action, Command, Commands } from './command';
import { CommandError } from './command-error';
import { help } from './help';
import { printableLines } from './printable';
import { readRecords, toJsonLine, type JsonRecord } from './records';
import { printTable } from './table';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/**
 * Runs one of some commands and sets the exit status: 1 where it failed, with the reason on standard error.
 * @param called how a person starts it, for its help
 */
export async function runCommands(
  commands: Commands,
  args: readonly string[],
  called = 'superposed',
): Promise<void> {
  // A reader that has seen enough (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  try {
    await run(commands, args, called);
  } catch (error) {
    // Errors meant for people carry a code or name what is out of range; others are faults and show where they arose.
    const meant = error instanceof Error && ('code' in error || error instanceof RangeError);
    const message = meant ? error.message : String((error as Error).stack);
    process.stderr.write(`superposed: ${printableLines(message)}\n`);
    process.exitCode = 1;
  }
}

async function run(commands: Commands, [name, ...rest]: readonly string[], called: string): Promise<void> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(await help(commands, called));
    return;
  }
  if (name === '--version') {
    process.stdout.write(`${version}\n`);
    return;
  }
  const load = commands[name];
  if (!load) {
    const known = Object.keys(commands).join(', ');
    throw new CommandError('unknown-command', `There is no command "${name}". Commands: ${known}.`);
  }
  const command = await load();
  const { values, positionals } = parse(command, rest);
  if (values['help']) process.stdout.write(await help({ [name]: load }, called));
  else if ('act' in command) await command.act(positionals, values);
  else await answer(command, positionals, values);
}

async function answer(
  command: Command,
  positionals: readonly string[],
  values: Readonly<Record<string, string | boolean | undefined>>,
): Promise<void> {
  const records = await recordsFor(command, positionals);
  const results = command.run(records, values);
  if (process.stdout.isTTY && !values['json']) await printTable(command, results, records);
  else for await (const result of results) process.stdout.write(`${toJsonLine(result)}\n`);
}

async function recordsFor(command: Command, positionals: readonly string[]): Promise<readonly JsonRecord[]> {
  if (command.manyFiles) return positionals.map((file) => ({ file: resolve(file) }));
  const [first] = positionals;
  if (positionals.length > 1) {
    const more = command.takesText ? ' A text of several words goes into quotation marks.' : '';
    throw new CommandError('bad-option', `Give one FILE, or none for standard input.${more}`);
  }
  // No file that anyone gives to a command has a space and no name of its own: with one, it is a text.
  if (first !== undefined && command.takesText && /\s/.test(first)) return [{ text: first }];
  return readRecords(first);
}

function parse({ options: described = {} }: Command | Action, args: readonly string[]) {
  const own = Object.entries(described).map(([name, { option }]) => [name, option] as const);
  const options: NonNullable<ParseArgsConfig['options']> = {
    ...Object.fromEntries(own),
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    throw new CommandError('bad-option', `${(error as Error).message} Try --help.`);
  }
}
