import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { CommandError } from 'superposed';
import { chart } from './chart';
import type { Report } from './report';
import { claimsTable, keystrokesTable, machineText, sectionTables } from './tables';

const path = (name: string): string => fileURLToPath(new URL(`../../../../docs/${name}`, import.meta.url));

/** Writes the figures into docs/performance.json, its chart, and between the markers of docs/performance.md. */
export async function writeDocs(report: Report, at: (name: string) => string = path): Promise<void> {
  await writeFile(at('performance.json'), await tidy('json', JSON.stringify(report), at('performance.json')));
  await writeFile(at('performance.svg'), chart(report));
  const parts = {
    machine: machineText(report),
    claims: claimsTable(report),
    times: `![Milliseconds to ten tokens by decoder](performance.svg)\n\n${sectionTables(report)}`,
    keystrokes: keystrokesTable(report),
  };
  await fillPage('performance.md', parts, at);
}

/** Puts texts between their markers in a page of docs/. */
export async function fillPage(
  name: string,
  parts: Readonly<Record<string, string>>,
  at: (name: string) => string = path,
): Promise<void> {
  const page = await readFile(at(name), 'utf8');
  const filled = Object.entries(parts).reduce((text, [mark, part]) => fill(text, mark, part, name), page);
  await writeFile(at(name), await tidy('markdown', filled, at(name)));
}

/**
 * Puts text between `<!-- name -->` and `<!-- /name -->`.
 * @throws {CommandError} the markers are not there
 */
export function fill(page: string, name: string, text: string, file = 'performance.md'): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [page.indexOf(open), page.indexOf(close)];
  if (start < 0 || end < start)
    throw new CommandError('no-marker', `docs/${file} has no ${open} … ${close}; put it back.`);
  return `${page.slice(0, start + open.length)}\n\n${text.trim()}\n\n${page.slice(end)}`;
}

async function tidy(parser: string, text: string, file: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), parser });
}
