import { afterEach, expect, it, vi } from 'vitest';
import { formatTable, printTable } from './table';

afterEach(() => void vi.restoreAllMocks());

it('lines columns up: numbers right, texts left', () => {
  const rows = [
    { text: 'a\nb', ms: 1234.56789 },
    { text: 'longer', ms: 7 },
  ];
  expect(formatTable(rows)).toBe('text         ms\na↵b     1234.57\nlonger        7\n');
});

it('shows what a terminal would obey, in columns and their names', () => {
  expect(formatTable([{ 'a\u001B': '\u001B[2J', b: 1 }])).toBe('a\\x1B    b\n\\x1B[2J  1\n');
});

it('is empty without rows', () => {
  expect(formatTable([])).toBe('');
});

async function* results(...list: object[]): AsyncGenerator<object> {
  for (const each of list) yield await Promise.resolve(each);
}

it("prints a result's own fields, or the rows that the command makes of it", async () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const run = () => results();
  await printTable({ summary: '', run }, results({ ids: [1, 2] }), [{}]);
  const rows = (_: object, record: unknown, index: number) => [{ n: index + 1, of: JSON.stringify(record) }];
  await printTable({ summary: '', run, rows }, results({}, {}), [{ a: 1 }, { a: 2 }]);
  expect(write.mock.calls.map(([text]) => text)).toEqual(['ids\n[1,2]\n', 'n  of\n1  {"a":1}\n2  {"a":2}\n']);
});
