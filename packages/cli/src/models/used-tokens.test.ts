import { createTokenizer } from '@superposed/engine/tokenizer';
import { describe, expect, it } from 'vitest';
import { FREQUENT } from '../assets/presets';
import { englishWords, type CountedWord } from './english-words';
import { withTokens } from './fewer-tokens';
import { pair, takeApart, type StoredGguf } from './gguf-file';
import { writingOf } from './languages';
import { usedTokens, type EmbeddingRows } from './used-tokens';

const WORDS = [' word', ' Straße', ' слово', '言葉', 'שלום', '😀😀', '…', ' résumé'];
const BYTES = Array.from(
  { length: 256 },
  (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
);
const CONTROLS = ['<other>', '<bos>', '<end>'];
const beginnings = WORDS.map((word) => word.replace(' ', '▁')).flatMap((word) => {
  const letters = Array.from(word);
  return letters.map((_, i) => letters.slice(0, letters.length - i).join(''));
});
const tokens = [
  ...BYTES,
  ...new Set([...beginnings, ...Array.from(beginnings.join('')), '▁', '.']),
  ...CONTROLS,
];
const metadata: Record<string, unknown> = {
  'tokenizer.ggml.model': 'llama',
  'tokenizer.ggml.tokens': tokens,
  'tokenizer.ggml.scores': tokens.map((_, id) => -id),
  'tokenizer.ggml.token_type': tokens.map((token, id) => (id < 256 ? 6 : CONTROLS.includes(token) ? 3 : 1)),
  'tokenizer.ggml.bos_token_id': tokens.length - 2,
  'tokenizer.ggml.eos_token_id': tokens.length - 1,
  'tokenizer.ggml.add_space_prefix': false,
};
/** Rows that tell nothing. */
const ROWS: EmbeddingRows = { columns: 2, read: (_, out) => out.fill(1) };
const used = (languages: string, words: CountedWord[] = []) =>
  usedTokens(metadata, writingOf(languages), () => words, ROWS).map((id) => tokens[id]);

describe('the tokens that languages use', () => {
  it('are those of their letters, of signs, emoji and bytes', () => {
    expect(used('en')).toEqual(expect.arrayContaining(['▁word', '😀😀', '…', '<0x00>', '<bos>', '.', '▁']));
    for (const piece of ['▁слово', '言葉', 'ש']) expect(used('en,de')).not.toContain(piece);
    expect(used('ru')).toEqual(expect.arrayContaining(['▁слово', '▁word']));
    expect(used('ja')).toEqual(expect.arrayContaining(['言葉', '▁word']));
    expect(used('he')).toEqual(expect.arrayContaining(['שלום', '▁word']));
    expect(used('de')).toEqual(expect.arrayContaining(['▁Straße', '▁résumé']));
  });

  it('are no unused ones', () => {
    const odd = {
      ...metadata,
      'tokenizer.ggml.tokens': tokens.map((t) => (t === '<other>' ? '<unused1>' : t)),
    };
    const kept = usedTokens(odd, writingOf('de'), () => [], ROWS);
    expect(kept).not.toContain(tokens.indexOf('<other>'));
    expect(kept).toContain(tokens.indexOf('<bos>'));
  });

  describe('of English alone', () => {
    const MOST = 110_200;
    // Far more pieces than are kept, and those of the tests after them.
    const many = Array.from({ length: MOST + 9_000 }, (_, i) => `q${i.toString(26)}`);
    const kept = (more: string[], words: CountedWord[], rows = ROWS) => {
      const pieces = [...many, ...more];
      const large = {
        'tokenizer.ggml.model': 'llama',
        'tokenizer.ggml.tokens': pieces,
        'tokenizer.ggml.token_type': pieces.map(() => 1),
        'tokenizer.ggml.scores': pieces.map((_, i) => -i),
      };
      const ids = usedTokens(large, writingOf('en'), () => words, rows);
      expect(ids).toHaveLength(MOST);
      return ids.map((id) => pieces[id]);
    };

    it('are those that its words end in, and then those that are merged first', () => {
      expect(kept(['ab', 'a', 'b'], [['ab', 1]]).slice(-3)).toEqual(['ab', 'a', 'b']);
      expect(kept(['ab', 'a', 'b'], [])).not.toContain('ab');
    });

    it('are those that words end in most often, with what they are merged of', () => {
      const ends: CountedWord[] = many.slice(0, MOST - 10).map((word) => [word, 1]);
      const more = ['xy', 'xyz', 'xyzw', 'x', 'y', 'z', 'w'];
      expect(kept(more, [...ends, ['xyz', 2]])).toEqual(expect.arrayContaining(['xy', 'xyz']));
      expect(kept(more, [...ends, ['xyz', 2]])).not.toContain('xyzw');
    });

    it('are those whose rows are like the rows of frequent ones, where the words don’t have them', () => {
      // The odd ones of the first half are frequent words; of the second half no word is known.
      const half = many.length / 2;
      const words = many.slice(0, half).map((word, i): CountedWord => [word, i % 2 ? 1000 : 0]);
      const oddness: EmbeddingRows = { columns: 2, read: (id, out) => out.set([id % 2, 1 - (id % 2)]) };
      const pieces = kept([], words, oddness);
      const ofSecondHalf = pieces.map((piece) => parseInt(piece!.slice(1), 26)).filter((i) => i >= half);
      expect(ofSecondHalf.filter((i) => i % 2 === 1)).toHaveLength(half / 2);
    });
  });

  it('are refused for other vocabularies, and for what is no language', () => {
    const other = { 'tokenizer.ggml.model': 'gpt2' };
    expect(() => usedTokens(other, writingOf('en'), () => [], ROWS)).toThrow('SentencePiece');
    for (const languages of ['', 'en,,de', 'x', 'English!']) {
      expect(() => writingOf(languages)).toThrow('is no language');
    }
  });
});

describe('a model without the tokens that languages do not use', () => {
  const row = (id: number) => Uint8Array.of(id & 255, id >> 8);
  const rows = Uint8Array.from(tokens.flatMap((_, id) => [...row(id)]));
  const key = (name: string) => `tokenizer.ggml.${name}`;
  const stored: StoredGguf = {
    metadata: { ...metadata, 'llama.vocab_size': tokens.length },
    pairs: new Map([
      [key('tokens'), pair('strings', tokens)],
      [key('scores'), pair('floats', metadata[key('scores')] as number[])],
      [key('token_type'), pair('int32s', metadata[key('token_type')] as number[])],
      [key('bos_token_id'), pair('uint32', metadata[key('bos_token_id')] as number)],
      [key('eos_token_id'), pair('uint32', metadata[key('eos_token_id')] as number)],
      ['llama.vocab_size', pair('uint32', tokens.length)],
    ]),
    tensors: [
      { name: 'token_embd.weight', shape: [1, tokens.length], type: 1, data: rows },
      { name: 'output_norm.weight', shape: [1], type: 1, data: row(3) },
    ],
  };
  const kept = usedTokens(metadata, writingOf('de'), () => [], ROWS);
  const fewer = takeApart(Uint8Array.from(Buffer.concat([...withTokens(stored, kept, ['de'], 'abc', 300)])));
  const rest = { 'tokenizer.ggml.model': 'llama', 'tokenizer.ggml.add_space_prefix': false };
  const [before, after] = [createTokenizer(metadata), createTokenizer({ ...fewer.metadata, ...rest })];
  const pieces = (made: typeof before, text: string) => made.encode(text).map((id) => made.pieces[id]);

  it('makes the same tokens of their texts, and bytes of all others', () => {
    for (const text of [' word. Straße', '😀😀… résumé'])
      expect(pieces(after, text)).toEqual(pieces(before, text));
    for (const text of [' слово', '言葉 שלום']) expect(after.decode(after.encode(text))).toBe(text);
  });

  it('has the rows of the tokens that stay, and numbers them anew', () => {
    const [embedding, norm] = fewer.tensors;
    expect(embedding!.shape).toEqual([1, kept.length]);
    expect([...embedding!.data].slice(0, 2 * kept.length)).toEqual(kept.flatMap((id) => [...row(id)]));
    expect([...norm!.data].slice(0, 2)).toEqual([...row(3)]);
    expect(after.pieces[after.bosIds[0]!]).toBe('<bos>');
    expect(after.pieces[after.eosIds[0]!]).toBe('<end>');
    expect(fewer.metadata['llama.vocab_size']).toBe(kept.length);
    expect(fewer.metadata[FREQUENT]).toBe(kept.filter((id) => id < 300).length);
  });
});

it('English words are those of the table’s texts and others, with and without the space before them', () => {
  const words = new Map(englishWords());
  for (const word of ['▁the', '▁quagmire', '▁lol', 'ing', ').—']) expect(words.has(word)).toBe(true);
  expect(words.has('▁Straße')).toBe(false);
  expect(words.get('the')).toBeGreaterThan(0);
  expect(words.get('▁the')).toBeGreaterThan(words.get('▁ship')!);
});
