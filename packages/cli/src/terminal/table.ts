import type { Command, TableRow } from './command';
import { printable } from './printable';
import type { JsonRecord } from './records';

/** Prints the results of a command as a table. */
export async function printTable(
  command: Command,
  results: AsyncIterable<object>,
  records: readonly JsonRecord[],
): Promise<void> {
  const rows: TableRow[] = [];
  let index = 0;
  for await (const result of results) {
    rows.push(...(command.rows?.(result, records[index], index) ?? [plainRow(result)]));
    index++;
  }
  process.stdout.write(formatTable(rows));
}

function plainRow(result: object): TableRow {
  return Object.fromEntries(
    Object.entries(result).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'number' ? value : typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

/** Rows under a header, columns two spaces apart; numbers to the right, at most 6 significant digits. */
export function formatTable(rows: readonly TableRow[]): string {
  if (!rows[0]) return '';
  const names = Object.keys(rows[0]);
  const titles = names.map(printable);
  const cells = rows.map((row) => names.map((name) => cell(row[name] ?? '')));
  const widths = names.map((_, i) => Math.max(titles[i]!.length, ...cells.map((line) => line[i]!.length)));
  const right = names.map((name) => rows.every((row) => typeof row[name] === 'number'));
  const align = (line: readonly string[]): string =>
    line
      .map((text, i) => (right[i] ? text.padStart(widths[i]!) : text.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd();
  return [titles, ...cells].map((line) => `${align(line)}\n`).join('');
}

const cell = (value: string | number): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(6))) : printable(value);
