import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { CommandError } from './command-error';

export type JsonRecord = Readonly<Record<string, unknown>>;

/**
 * Reads the records of a command: JSON lines or one JSON array, gzipped or not.
 * @param file a path; '-' or undefined: standard input
 * @throws {CommandError} the file can't be read, or a line is not a JSON object
 */
export async function readRecords(file: string | undefined): Promise<JsonRecord[]> {
  const name = file === undefined || file === '-' ? 'standard input' : file;
  return parseRecords(unpack(await readBytes(file, name), name), name);
}

async function readBytes(file: string | undefined, name: string): Promise<Uint8Array> {
  if (file === undefined || file === '-') {
    if (process.stdin.isTTY) process.stderr.write('Type JSON lines, then end them with Ctrl+D.\n');
    return buffer(process.stdin);
  }
  try {
    return await readFile(file);
  } catch (error) {
    throw new CommandError('unreadable-file', `Can't read ${name}: ${(error as Error).message}`);
  }
}

function unpack(bytes: Uint8Array, name: string): string {
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    return new TextDecoder().decode(gzipped ? gunzipSync(bytes) : bytes);
  } catch (error) {
    throw new CommandError('unreadable-file', `Can't unpack ${name}: ${(error as Error).message}`);
  }
}

/** The records in a text of JSON lines, one JSON object, or one JSON array of objects. */
export function parseRecords(text: string, name: string): JsonRecord[] {
  if (text.trim() === '') return [];
  const whole = tryParse(text);
  if (whole.ok) return (Array.isArray(whole.value) ? whole.value : [whole.value]).map(asRecord(name, 'item'));
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const parsed = tryParse(line);
    if (!parsed.ok) throw new CommandError('bad-json', `${name}, line ${i + 1}: ${parsed.message}`);
    return [asRecord(name, 'line')(parsed.value, i)];
  });
}

function asRecord(name: string, unit: string): (value: unknown, index: number) => JsonRecord {
  return (value, index) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonRecord;
    throw new CommandError('bad-record', `${name}, ${unit} ${index + 1}: a JSON object was expected.`);
  };
}

type Parsed = { ok: true; value: unknown } | { ok: false; message: string };

function tryParse(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(withPlainNumbers(text)) };
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}

/** Python writes Infinity and NaN, which JSON does not know: 1e999 reads as Infinity everywhere. */
function withPlainNumbers(text: string): string {
  if (!/Infinity|NaN/.test(text)) return text;
  return text.replace(/"(?:[^"\\]|\\.)*"|Infinity|NaN/g, (found) =>
    found.startsWith('"') ? found : found === 'NaN' ? 'null' : '1e999',
  );
}

/** One JSON line. Infinite numbers are written as ±1e999, which is JSON and reads back as what it was. */
export function toJsonLine(value: unknown): string {
  const text = JSON.stringify(value, (_, item: unknown) =>
    item === Infinity || item === -Infinity ? `\u0000${item}` : item,
  );
  return text.replace(/"\\u0000(-?)Infinity"/g, '$11e999').replace(OBEYED, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** What terminals obey and JSON does not write out by itself. */
const OBEYED = /[\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g;

/** A record's field as text. @throws {CommandError} it is something else */
export function textField(record: JsonRecord, field: string): string {
  const value = record[field];
  if (typeof value === 'string') return value;
  throw new CommandError('bad-record', `A record needs "${field}", a text; got ${describe(value)}.`);
}

/** A record's field as whole numbers. @throws {CommandError} it is something else */
export function idsField(record: JsonRecord, field: string): number[] {
  const value = record[field];
  const fits = Array.isArray(value) && value.every((id) => Number.isInteger(id) && id >= 0);
  if (fits) return value as number[];
  throw new CommandError(
    'bad-record',
    `A record needs "${field}", a list of token ids; got ${describe(value)}.`,
  );
}

const describe = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60);
