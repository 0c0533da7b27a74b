import type { AnyCommand, Commands } from './command';

const line = (name: string, text: string): string => `  ${name.padEnd(13)}${text}`;

/** The help text of some commands. @param called how a person starts them */
export async function help(commands: Commands, called: string): Promise<string> {
  const lines = [`${called} COMMAND [ARGUMENTS] [--options]`, ''];
  const loaded: AnyCommand[] = [];
  for (const [name, load] of Object.entries(commands)) {
    const command = await load();
    loaded.push(command);
    lines.push(line(name, command.summary));
    for (const [option, { help: text }] of Object.entries(command.options ?? {})) {
      lines.push(`    --${option.padEnd(15)}${text}`);
    }
  }
  if (loaded.some((command) => 'run' in command)) {
    lines.push(
      '',
      'FILE holds JSON lines or one JSON array, gzipped or not; without FILE, or with -, standard input is read.',
      'Results are JSON lines; in a terminal, a table. --json writes JSON lines there too.',
      'SUPERPOSED_GGUF=PATH takes the language model from that file.',
    );
  }
  return [...lines, ''].join('\n');
}
