import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gguf } from '@huggingface/gguf';
import { describe, expect, it } from 'vitest';
import { UnsupportedModelError } from '../errors';
import { parseGguf } from './model';
import { readHeader } from '../gguf/gguf-header';
import { TINY, tinyGguf, type TinyOptions } from '../gguf/tiny-gguf.fixture';

const vocabularySize = 96;
const file = (options: Partial<TinyOptions> = {}): Uint8Array => tinyGguf({ vocabularySize, ...options });
const text = (value: string) => ({ value, type: 8 });

function failure(bytes: Uint8Array): UnsupportedModelError {
  try {
    parseGguf(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(UnsupportedModelError);
    return error as UnsupportedModelError;
  }
  throw new Error('It was read.');
}

describe('parseGguf', () => {
  it('reads the shape of the model and every tensor', () => {
    const model = parseGguf(file());
    expect(model.config).toMatchObject({ ...TINY, vocabularySize, ropeBase: 10_000 });
    expect(model.config.rmsEpsilon).toBeCloseTo(1e-5);
    expect(model.tensors.size).toBe(2 + 9 * TINY.layers);
    expect(model.tensors.get('blk.1.ffn_gate.weight')).toMatchObject({
      type: 'Q4_1',
      rows: TINY.feedForward,
      columns: TINY.hidden,
    });
    expect(model.tensors.get('output_norm.weight')).toMatchObject({
      type: 'F32',
      rows: 1,
      columns: TINY.hidden,
    });
  });

  it.each(['F32', 'F16', 'Q8_0', 'Q4_0', 'Q4_1'] as const)('reads tensors of %s', (type) => {
    const { tensors } = parseGguf(file({ type }));
    expect(tensors.get('blk.0.attn_q.weight')?.type).toBe(type);
  });

  it('reads what the reference parser reads', async () => {
    const path = fileURLToPath(new URL('../../../../e2e/fixtures/tiny/tiny.gguf', import.meta.url));
    const reference = await gguf(path, { allowLocalFile: true });
    const header = readHeader(await readFile(path));
    const { version: _v, tensor_count: _t, kv_count: _k, ...pairs } = reference.metadata;
    expect(header.metadata).toEqual(pairs);
    expect(header.dataOffset).toBe(Number(reference.tensorDataOffset));
    expect(header.tensors).toEqual(
      reference.tensorInfos.map(({ name, shape, dtype, offset }) => ({
        name,
        shape: shape.map(Number),
        type: dtype,
        offset: Number(offset),
      })),
    );
  });

  it('reads views, not copies', () => {
    const bytes = file();
    const { tensors } = parseGguf(bytes);
    expect(tensors.get('output_norm.weight')?.data.buffer).toBe(bytes.buffer);
  });

  it('refuses what is not a GGUF file', () => {
    expect(failure(new TextEncoder().encode('<!doctype html><title>404</title>'))).toMatchObject({
      code: 'not-gguf',
      message: expect.stringContaining('does not begin with "GGUF"') as string,
    });
    expect(failure(new Uint8Array()).code).toBe('not-gguf');
  });

  it('says which tensor a file is cut short in', () => {
    const error = failure(file().subarray(0, -1000));
    expect(error.code).toBe('truncated');
    expect(error.message).toMatch(/inside of tensor output_norm|blk\.1\..*Fetch it again/);
  });

  it('refuses a header that is cut short', () => {
    expect(failure(file().subarray(0, 200)).code).toBe('truncated');
  });

  it('refuses another architecture by name', () => {
    const error = failure(file({ metadata: { 'general.architecture': text('phi3') } }));
    expect(error.code).toBe('unsupported-architecture');
    expect(error.message).toContain('"phi3"');
    expect(error.message).toContain('llama, qwen2, qwen3, gemma3, granite, smollm3');
  });

  it('refuses another quantisation by name', () => {
    const error = failure(file({ declaredType: 10 }));
    expect(error.code).toBe('unsupported-quantisation');
    expect(error.message).toContain('Q2_K');
    expect(error.message).toContain('Q8_0');
  });

  it('refuses shapes that do not fit together', () => {
    const heads = { 'llama.attention.head_count': { value: 3, type: 4 } };
    expect(failure(file({ metadata: heads })).code).toBe('invalid-model');
    const scaling = { 'llama.rope.scaling.type': text('yarn') };
    expect(failure(file({ metadata: scaling })).code).toBe('unsupported-architecture');
  });

  it('refuses tensors that are not as the metadata says', () => {
    const wide = { 'llama.feed_forward_length': { value: 224, type: 4 } };
    expect(failure(file({ metadata: wide }))).toMatchObject({
      code: 'invalid-model',
      message: expect.stringMatching(
        /blk\.0\.ffn_gate\.weight has the shape \[128,192\].*\[128,224\]/,
      ) as string,
    });
    const deep = { 'llama.block_count': { value: 3, type: 4 } };
    expect(failure(file({ metadata: deep })).message).toContain('lacks the tensor blk.2.attn_q.weight');
  });

  it('refuses tokens that there are no embeddings of', () => {
    const tokens = Array.from({ length: vocabularySize + 1 }, (_, i) => `t${i}`);
    const metadata = { 'tokenizer.ggml.tokens': { value: tokens, type: 9, subType: 8 } } as never;
    expect(failure(file({ metadata }))).toMatchObject({
      code: 'invalid-model',
      message: 'The model has 97 tokens, and embeddings of only 96.',
    });
  });

  it('names a number that the file lacks', () => {
    const error = failure(file({ metadata: { 'llama.block_count': text('two') } }));
    expect(error).toMatchObject({
      code: 'invalid-model',
      message: expect.stringContaining('llama.block_count') as string,
    });
  });
});
