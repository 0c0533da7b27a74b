import type { Command } from './command';

/** The help text of some commands. */
export async function help(commands: Readonly<Record<string, () => Promise<Command>>>): Promise<string> {
  const lines = ['npm run -s superposed -- COMMAND [FILE] [options]', ''];
  for (const [name, load] of Object.entries(commands)) {
    const command = await load();
    lines.push(`  ${name.padEnd(12)}${command.summary}`);
    for (const [option, { help: text }] of Object.entries(command.options ?? {})) {
      lines.push(`    --${option.padEnd(15)}${text}`);
    }
  }
  lines.push(
    '',
    'FILE holds JSON lines or one JSON array, gzipped or not; without FILE, or with -, standard input is read.',
    'Results are JSON lines; in a terminal, a table. --json writes JSON lines there too.',
    'SUPERPOSED_GGUF=PATH takes the language model from that file.',
    '',
  );
  return lines.join('\n');
}
