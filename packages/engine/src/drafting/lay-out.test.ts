import { describe, expect, it } from 'vitest';
import { smallSentencePieces, smallVocabulary } from '../testing';
import { PieceIndex } from '../text/piece-index';
import { CONTEXT_TOKENS } from '../text/prompt';
import { createTokenizer } from '../text/tokenizer';
import { layOut } from './lay-out';

const tokenizer = createTokenizer(smallVocabulary([' the', ' theme', ' then', ' I']));
const index = new PieceIndex(tokenizer);
const layOutOf = (text: string, contextLength = 4096) => layOut(text, tokenizer, index, contextLength);

describe('the layout of a text', () => {
  it('is its tokens, and their end is where drafts go on', () => {
    const { path, places } = layOutOf('I the.');
    expect(tokenizer.decode(path)).toBe('I the.');
    expect(places).toEqual([{ length: path.length, targets: [], rest: '' }]);
  });

  it('has a place before what is typed of a word, which asks for its completions', () => {
    const { path, places } = layOutOf('I the');
    const before = places.find(({ rest }) => rest === ' the')!;
    expect(tokenizer.decode(path.slice(0, before.length))).toBe('I');
    const [, ...completions] = before.targets;
    expect(completions.map((id) => tokenizer.piece(id))).toEqual([' theme', ' then']);
    expect(places.at(-1)).toEqual({ length: path.length, targets: [], rest: '' });
  });

  it('begins with the end of a text where there is none', () => {
    const { path } = layOutOf('');
    expect(path).toHaveLength(1);
    expect(tokenizer.eosIds).toContain(path[0]);
  });

  it('keeps within half of a small context, and within the most that is ever read', () => {
    const text = 'I the. '.repeat(2000);
    expect(layOutOf(text, 64).path.length).toBeLessThanOrEqual(32);
    expect(layOutOf(text).path.length).toBeLessThanOrEqual(CONTEXT_TOKENS);
    expect(text.endsWith(tokenizer.decode(layOutOf(text).path))).toBe(true);
  });
});

describe('the context of a text', () => {
  const [context, contextLength] = ['I the. '.repeat(2000), 4096];
  const lengthOf = (most?: number) =>
    layOut('I the.', tokenizer, index, contextLength, context, undefined, most).path.length;

  it('takes so many tokens as the presets say, and 192 where they say nothing', () => {
    const text = lengthOf(0);
    expect(text).toBeLessThan(8);
    expect(lengthOf(40) - text).toBeLessThanOrEqual(40);
    expect(lengthOf(40) - text).toBeGreaterThan(20);
    expect(lengthOf()).toBe(lengthOf(192));
    expect(lengthOf(5000)).toBe(lengthOf());
  });
});

describe('the layout with a start', () => {
  const layOutOf = (text: string, contextLength = 4096, context = '') =>
    layOut(text, tokenizer, index, contextLength, context, undefined, undefined, '\n');

  it('begins with it, before context and text', () => {
    expect(tokenizer.decode(layOutOf('').path)).toBe('\n');
    expect(tokenizer.decode(layOutOf('I the.', 4096, 'so').path)).toBe('\nso\nI the.');
  });

  it('has room for it', () => {
    const { path } = layOutOf('I the. '.repeat(200), 64);
    expect(tokenizer.decode(path)).toMatch(/^\nI? /u);
    expect(path.length).toBeLessThanOrEqual(32);
  });

  it('has a place after it for a half word', () => {
    expect(layOutOf('the').places.map(({ rest }) => rest)).toContain('the');
  });
});

describe('the layout for a model that wants BOS', () => {
  const made = createTokenizer(smallSentencePieces([' theme', ' then', ' I', '.']));
  const [bos] = made.bosIds;
  const layOutOf = (text: string, contextLength = 4096) =>
    layOut(text, made, new PieceIndex(made), contextLength);

  it('begins with it, before a text and before none', () => {
    expect(layOutOf('').path).toEqual([bos]);
    const { path } = layOutOf('I the.');
    expect(path[0]).toBe(bos);
    expect(made.decode(path.slice(1))).toBe('I the.');
  });

  it('has a place between it and the first word', () => {
    const { places } = layOutOf(' the');
    const [first] = places;
    expect(first).toMatchObject({ length: 1, rest: ' the' });
    expect(first!.targets.slice(1).map((id) => made.piece(id))).toEqual([' theme', ' them', ' then']);
  });

  it('keeps room for it in a small context', () => {
    const { path } = layOutOf(' I the. '.repeat(200), 64);
    expect(path[0]).toBe(bos);
    expect(path.length).toBeLessThanOrEqual(32);
  });
});
