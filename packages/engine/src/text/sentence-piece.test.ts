import { describe, expect, it } from 'vitest';
import { smallSentencePieces } from '../testing';
import { PieceIndex } from './piece-index';
import { createTokenizer } from './tokenizer';

const WORDS = [' world', ' word', ' we', 'é'];

describe('a SentencePiece vocabulary', () => {
  const tokenizer = createTokenizer(smallSentencePieces(WORDS));
  const pieces = (text: string) => tokenizer.encode(text, true).map((id) => tokenizer.pieces[id]);

  it('joins letters to pieces, with ▁ for a space', () => {
    expect(pieces('we word world')).toEqual(['w', 'e', '▁word', '▁world']);
    expect(tokenizer.piece(tokenizer.encode(' world', true)[0]!)).toBe(' world');
  });

  it('writes letters that it lacks as their bytes', () => {
    expect(pieces(' ö')).toEqual(['▁', '<0xC3>', '<0xB6>']);
    expect(tokenizer.decode(tokenizer.encode(' ö', true))).toBe(' ö');
    expect(tokenizer.piece(0xc3)).toBe('\uFFFD');
    expect([...tokenizer.bytes(0xc3)]).toEqual([0xc3]);
  });

  it.each(['<bos>', '<end>', '<unk>', '<0x41>', '<other> we'])('reads a typed %s as plain text', (text) => {
    const controls = ['<unk>', '<other>', '<bos>', '<end>'].map((piece) => tokenizer.pieces.indexOf(piece));
    expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
    expect(tokenizer.encode(text).some((id) => controls.includes(id) || id === 0x41)).toBe(text === '');
  });

  it('begins with BOS unless the file says otherwise', () => {
    const bos = (changes: Record<string, unknown>) =>
      createTokenizer({ ...smallSentencePieces(), ...changes }).bosIds.length;
    expect(bos({})).toBe(1);
    expect(bos({ 'tokenizer.ggml.add_bos_token': undefined })).toBe(1);
    expect(bos({ 'tokenizer.ggml.add_bos_token': false })).toBe(0);
    expect(bos({ 'tokenizer.ggml.bos_token_id': undefined })).toBe(0);
    expect(tokenizer.bosIds.map((id) => tokenizer.pieces[id])).toEqual(['<bos>']);
  });

  it('puts a space before a text where the file does not forbid it, not before what goes on', () => {
    const spaced = createTokenizer(smallSentencePieces(WORDS, { addsSpace: true }));
    expect(spaced.decode(spaced.encode('we'))).toBe(' we');
    expect(spaced.encode('we', true)).toEqual(tokenizer.encode('we'));
    expect(spaced.encode('')).toEqual([]);
    const silent = { ...smallSentencePieces(WORDS), 'tokenizer.ggml.add_space_prefix': undefined };
    expect(createTokenizer(silent).decode(createTokenizer(silent).encode('we'))).toBe(' we');
  });

  it('takes user-defined tokens out of a text first, the longest ones first', () => {
    const metadata = smallSentencePieces([...WORDS, '\n', '\n\n', '<b>']);
    const tokens = metadata['tokenizer.ggml.tokens'] as string[];
    const types = [...(metadata['tokenizer.ggml.token_type'] as number[])];
    for (const piece of ['\n', '\n\n', '<b>']) types[tokens.indexOf(piece)] = 4;
    const made = createTokenizer({ ...metadata, 'tokenizer.ggml.token_type': types });
    const read = made.encode('\n\n\n<b> we').map((id) => made.pieces[id]);
    expect(read).toEqual(['\n\n', '\n', '<b>', '▁we']);
  });

  it('ranks tokens by their scores, so that one with fewer tokens ranks them alike', () => {
    const metadata = smallSentencePieces(WORDS);
    const tokens = metadata['tokenizer.ggml.tokens'] as string[];
    const without = (name: string) => (metadata[name] as unknown[]).filter((_, id) => tokens[id] !== '▁we');
    const lists = ['tokens', 'scores', 'token_type'].map((name) => `tokenizer.ggml.${name}`);
    const few = createTokenizer({
      ...metadata,
      ...Object.fromEntries(lists.map((name) => [name, without(name)])),
      'tokenizer.ggml.bos_token_id': undefined,
      'tokenizer.ggml.eos_token_id': undefined,
    });
    few.pieces.forEach((piece, id) => expect(few.rank(id)).toBe(tokens.indexOf(piece)));
    // Scores that are no such numbers tell nothing.
    const odd = createTokenizer({ ...metadata, 'tokenizer.ggml.scores': tokens.map(() => -0.5) });
    expect(odd.rank(7)).toBe(7);
  });

  it('finds what completes a word, and no token that is not text', () => {
    const index = new PieceIndex(tokenizer);
    const found = (text: string) => index.completions(text).map((id) => tokenizer.piece(id));
    expect(found(' wor')).toEqual([' world', ' worl', ' word']);
    expect(found(' world')).toEqual([]);
    expect(found('<')).toEqual([]);
  });

  it.each([undefined, [], [1, 2], new Array(300).fill('x')])('names scores that are %j', (scores) => {
    const metadata = { ...smallSentencePieces(WORDS), 'tokenizer.ggml.scores': scores };
    expect(() => createTokenizer(metadata)).toThrow("no list 'tokenizer.ggml.scores'");
  });

  it('leaves out letters for which it has neither a piece, nor bytes, nor a token for the unknown', () => {
    const tokens = ['▁', 'a'];
    const bare = {
      'tokenizer.ggml.model': 'llama',
      'tokenizer.ggml.tokens': tokens,
      'tokenizer.ggml.scores': [0, -1],
    };
    expect(createTokenizer(bare).encode('a ö', true)).toEqual([1, 0]);
  });
});
