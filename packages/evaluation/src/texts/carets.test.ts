import { describe, expect, it } from 'vitest';
import { caretsOf, type CaretSettings } from './carets';

const settings: CaretSettings = { words: 2, with: 'nothing' };
const text = 'One two three four five six';

describe('carets of texts', () => {
  it('stand after a number of words, before enough of them', () => {
    expect(caretsOf([{ kind: 'chat', text }, { text: 'One two three' }], settings)).toEqual([
      { kind: 'chat', before: 'One two', after: '', context: '', meant: [' three four five six'] },
    ]);
    expect(caretsOf([{ text }], settings)[0]).toMatchObject({ kind: 'all' });
  });

  it('have what stands above, in a text of its own or in the same one', () => {
    const records = [{ text, context: 'Zero?', before: 'Zero.' }, { text }];
    expect(caretsOf(records, { ...settings, with: 'context' })).toMatchObject([
      { before: 'One two', context: 'Zero?' },
    ]);
    expect(caretsOf(records, { ...settings, with: 'before' })).toMatchObject([
      { before: 'Zero.\n\nOne two', context: '' },
    ]);
  });

  it('want a text', () => {
    expect(() => caretsOf([{}], settings)).toThrow('needs "text"');
  });
});

describe('insert and suppress cases', () => {
  const context = { beforeCursor: 'I will ', afterCursor: '' };

  it('are carets as they stand', () => {
    const records = [
      { context, expected: { kind: 'insert', shownAcceptable: ['go home'] } },
      { context: { ...context, afterCursor: 'now' }, expected: { kind: 'suppress', allowedReasons: [] } },
    ];
    expect(caretsOf(records, settings)).toEqual([
      { kind: 'insert', before: 'I will ', after: '', context: '', meant: ['go home'] },
      { kind: 'suppress mid-line', before: 'I will ', after: 'now', context: '', meant: [] },
    ]);
  });

  it('may lack what is not told', () => {
    expect(caretsOf([{ expected: {} }], settings)).toMatchObject([
      { kind: 'suppress', before: '', after: '' },
    ]);
  });
});
