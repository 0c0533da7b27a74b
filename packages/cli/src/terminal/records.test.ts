import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idsField, parseRecords, readRecords, textField, toJsonLine } from './records';

describe('parseRecords', () => {
  const lines = '{"text":"a"}\n\n{"text":"b"}\n';

  it('reads JSON lines, an array, and one object', () => {
    expect(parseRecords(lines, 'x')).toEqual([{ text: 'a' }, { text: 'b' }]);
    expect(parseRecords('[{"text":"a"},\n{"text":"b"}]', 'x')).toEqual([{ text: 'a' }, { text: 'b' }]);
    expect(parseRecords('{"text":\n"a"}', 'x')).toEqual([{ text: 'a' }]);
    expect(parseRecords('{"text":"a"}\r\n{"text":"b"}\r\n', 'x')).toHaveLength(2);
    expect(parseRecords(' \n', 'x')).toEqual([]);
  });

  it('reads the infinities that Python writes, outside of texts only', () => {
    const line = '{"a":[-Infinity,Infinity,NaN],"text":"NaN \\" -Infinity"}';
    expect(parseRecords(line, 'x')).toEqual([{ a: [-Infinity, Infinity, null], text: 'NaN " -Infinity' }]);
  });

  it('names the line that is not JSON', () => {
    expect(() => parseRecords('{"text":"a"}\n{"text":', 'in.jsonl')).toThrow(/in\.jsonl, line 2: /);
  });

  it.each(['1\n2', '["a"]', 'null'])('refuses %j: no objects', (text) => {
    expect(() => parseRecords(text, 'x')).toThrow('a JSON object was expected');
  });
});

describe('readRecords', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'records-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('reads a file, gzipped or not', async () => {
    await writeFile(join(folder, 'plain.jsonl'), '{"text":"é"}');
    await writeFile(join(folder, 'packed'), gzipSync('{"text":"é"}'));
    expect(await readRecords(join(folder, 'plain.jsonl'))).toEqual([{ text: 'é' }]);
    expect(await readRecords(join(folder, 'packed'))).toEqual([{ text: 'é' }]);
  });

  it('says which file is missing or broken', async () => {
    await expect(readRecords('none.jsonl')).rejects.toThrow(/Can't read none\.jsonl/);
    await writeFile(join(folder, 'half.gz'), gzipSync('{"text":"a"}').subarray(0, 12));
    await expect(readRecords(join(folder, 'half.gz'))).rejects.toThrow(/Can't unpack .*half\.gz/);
  });
});

describe('toJsonLine', () => {
  it('writes infinite numbers so that any JSON reader gets them back', () => {
    const line = toJsonLine({ scores: [-1.5, -Infinity, Infinity], text: '-Infinity' });
    expect(line).toBe('{"scores":[-1.5,-1e999,1e999],"text":"-Infinity"}');
    expect(JSON.parse(line)).toEqual({ scores: [-1.5, -Infinity, Infinity], text: '-Infinity' });
  });
});

describe('fields', () => {
  it('gives what is there', () => {
    expect(textField({ text: '' }, 'text')).toBe('');
    expect(idsField({ ids: [0, 7] }, 'ids')).toEqual([0, 7]);
  });

  it.each([[undefined], [7], [['a']], [[1.5]], [[-1]]])('refuses %j as text and as ids', (value) => {
    expect(() => textField({ x: value }, 'x')).toThrow('needs "x", a text');
    expect(() => idsField({ x: value }, 'x')).toThrow('needs "x", a list of token ids');
  });
});

it('writes out what a terminal would obey, which reads as the same text', () => {
  const text = 'a\u009B2J\u202Eb\u2028';
  const line = toJsonLine({ text });
  expect(line).toBe('{"text":"a\\u009b2J\\u202eb\\u2028"}');
  expect(JSON.parse(line)).toEqual({ text });
});
