import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const GUIDE = readFileSync(fileURLToPath(new URL('../docs/guide.md', import.meta.url)), 'utf8');

/** What a section of the guide asks of its reader. */
export interface Recipe {
  /** Contents by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** In the order they are to be typed. */
  readonly commands: readonly string[];
}

/** The blocks of a section: those of 'sh' are commands, those that name a file after their language are files. */
export function recipe(title: string): Recipe {
  const section = GUIDE.split(/^## /m).find((text) => text.startsWith(`${title}\n`));
  if (!section) throw new Error(`docs/guide.md has no section '${title}'`);
  const files: Record<string, string> = {};
  const commands: string[] = [];
  for (const [, language, file, content] of section.matchAll(/^```(\w+) ?(\S*)\n([^]*?)^```$/gm)) {
    if (file) files[file] = content!;
    else if (language === 'sh') commands.push(...content!.trim().split('\n'));
  }
  return { files, commands };
}

/** Writes the files as a reader would. */
export async function writeFiles(folder: string, files: Recipe['files']): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}
