import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createTokenizer } from './tokenizer';

/* What llama.cpp made of texts with small vocabularies of each kind: fixtures/tokenizers/README.md. */

interface Recorded {
  texts: string[];
  vocabularies: Record<string, unknown>[];
  cases: { vocabulary: number; changes: Record<string, unknown>; ids: number[][] }[];
}

const file = new URL('../../fixtures/tokenizers/recorded.json.gz', import.meta.url);
const { texts, vocabularies, cases } = JSON.parse(gunzipSync(await readFile(file)).toString()) as Recorded;

describe.each(cases)('vocabulary $vocabulary with $changes', ({ vocabulary, changes, ids }) => {
  const tokenizer = createTokenizer({ ...vocabularies[vocabulary], ...changes });

  it('encodes as llama.cpp does', () => {
    // SmolLM2's reference tokenizer differs there, see pre-tokenizers.ts.
    const differs = changes['tokenizer.ggml.pre'] === 'smollm' ? /[\p{No}\p{Nl}]/u : /^\b$/;
    texts.forEach((text, i) => {
      if (!differs.test(text)) expect(tokenizer.encode(text), JSON.stringify(text)).toEqual(ids[i]);
    });
  });

  it('decodes what it encodes', () => {
    const { 'tokenizer.ggml.model': kind, 'tokenizer.ggml.add_space_prefix': addsSpace } =
      vocabularies[vocabulary]!;
    for (const text of texts) {
      // The sign that stands for a space can't be told from one.
      const want = kind === 'llama' ? text.replaceAll('▁', ' ') : text;
      const decoded = tokenizer.decode(tokenizer.encode(text));
      // A space more is at the start, and after each user-defined token that a text goes on after.
      if (addsSpace) expect(decoded.replaceAll(' ', '')).toBe(want.replaceAll(' ', ''));
      else expect(decoded).toBe(want);
    }
  });
});
