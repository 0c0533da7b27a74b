import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseGguf } from '@superposed/runtime';
import { describe, expect, it } from 'vitest';
import { pair, putTogether, takeApart } from './gguf-file';
import { joinedName, joinGguf, splitNames } from './join-gguf';

const bytes = new Uint8Array(
  await readFile(fileURLToPath(new URL('../../../../e2e/fixtures/tiny/tiny.gguf', import.meta.url))),
);
const whole = (parts: Iterable<Uint8Array>): Uint8Array => Uint8Array.from(Buffer.concat([...parts]));

describe('a GGUF file', () => {
  it('taken apart and put together is the same model', () => {
    const { pairs, tensors, metadata } = takeApart(bytes);
    const again = whole(putTogether(pairs, tensors));
    expect(takeApart(again).metadata).toEqual(metadata);
    const [was, is] = [parseGguf(bytes), parseGguf(again)];
    expect([...is.tensors.keys()]).toEqual([...was.tensors.keys()]);
    for (const [name, { data }] of was.tensors) expect(is.tensors.get(name)!.data).toEqual(data);
  });

  it('takes values of other types', () => {
    const { pairs, tensors } = takeApart(bytes);
    const changed = new Map(pairs)
      .set('a.number', pair('uint32', 7))
      .set('a.texts', pair('strings', ['é', '']))
      .set('a.floats', pair('floats', [-1.5, 2]))
      .set('a.numbers', pair('int32s', [-1, 2]));
    expect(takeApart(whole(putTogether(changed, tensors))).metadata).toMatchObject({
      'a.number': 7,
      'a.texts': ['é', ''],
      'a.floats': [-1.5, 2],
      'a.numbers': [-1, 2],
    });
  });

  it('that is none is refused', () => {
    expect(() => takeApart(new Uint8Array(64))).toThrow('not a GGUF file');
  });
});

describe('a split model', () => {
  const { pairs, tensors, metadata } = takeApart(bytes);
  const part = (no: number, of: number, from: number, to: number): Uint8Array => {
    const own = new Map(pairs)
      .set('split.no', pair('uint32', no))
      .set('split.count', pair('uint32', of))
      .set('split.tensors.count', pair('uint32', tensors.length));
    return whole(putTogether(own, tensors.slice(from, to)));
  };
  const [first, second] = [part(0, 2, 0, 5), part(1, 2, 5, tensors.length)];

  it('is joined to the whole one', () => {
    const joined = takeApart(whole(joinGguf([first, second])));
    expect(joined.metadata).toEqual(metadata);
    expect(joined.tensors).toEqual(takeApart(whole(putTogether(pairs, tensors))).tensors);
  });

  it.each([
    [[second, first], 'File 1 of 2 says that it is part 1 (from 0) of 2'],
    [[first], 'File 1 of 1 says that it is part 0 (from 0) of 2'],
    [[part(0, 2, 0, 4), second], 'tensors together; the first one says'],
    [[bytes, second], 'says that it is part undefined'],
  ])('is refused where a part is another one (%#)', (files, message) => {
    expect(() => joinGguf(files)).toThrow(message);
  });

  it('is known by its name', () => {
    expect(splitNames('a/b-00002-of-00003.gguf')).toEqual([
      'a/b-00001-of-00003.gguf',
      'a/b-00002-of-00003.gguf',
      'a/b-00003-of-00003.gguf',
    ]);
    expect(joinedName('b-00002-of-00003.gguf')).toBe('b.gguf');
    expect(splitNames('b.gguf')).toEqual(['b.gguf']);
    expect(joinedName('b.gguf')).toBe('b.gguf');
  });
});
