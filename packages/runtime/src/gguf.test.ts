import { describe, expect, it } from 'vitest';
import { UnsupportedModelError } from './errors';
import { parseGguf } from './gguf';
import { TINY, tinyGguf, type TinyOptions } from './tiny-gguf.fixture';

const vocabularySize = 96;
const file = (options: Partial<TinyOptions> = {}): Uint8Array => tinyGguf({ vocabularySize, ...options });
const text = (value: string) => ({ value, type: 8 });

async function failure(bytes: Uint8Array): Promise<UnsupportedModelError> {
  const error: unknown = await parseGguf(bytes).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UnsupportedModelError);
  return error as UnsupportedModelError;
}

describe('parseGguf', () => {
  it('reads the shape of the model and every tensor', async () => {
    const model = await parseGguf(file());
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

  it.each(['F32', 'F16', 'Q8_0', 'Q4_0', 'Q4_1'] as const)('reads tensors of %s', async (type) => {
    const { tensors } = await parseGguf(file({ type }));
    expect(tensors.get('blk.0.attn_q.weight')?.type).toBe(type);
  });

  it('reads views, not copies', async () => {
    const bytes = file();
    const { tensors } = await parseGguf(bytes);
    expect(tensors.get('output_norm.weight')?.data.buffer).toBe(bytes.buffer);
  });

  it('refuses what is not a GGUF file', async () => {
    expect(await failure(new TextEncoder().encode('<!doctype html><title>404</title>'))).toMatchObject({
      code: 'not-gguf',
      message: expect.stringContaining('does not begin with "GGUF"') as string,
    });
    expect((await failure(new Uint8Array())).code).toBe('not-gguf');
  });

  it('says which tensor a file is cut short in', async () => {
    const error = await failure(file().subarray(0, -1000));
    expect(error.code).toBe('truncated');
    expect(error.message).toMatch(/inside of tensor output_norm|blk\.1\..*Fetch it again/);
  });

  it('refuses a header that is cut short', async () => {
    expect((await failure(file().subarray(0, 200))).code).toBe('truncated');
  });

  it('refuses another architecture by name', async () => {
    const error = await failure(file({ metadata: { 'general.architecture': text('qwen2') } as never }));
    expect(error.code).toBe('unsupported-architecture');
    expect(error.message).toContain('"qwen2"');
  });

  it('refuses another quantisation by name', async () => {
    const error = await failure(file({ declaredType: 12 }));
    expect(error.code).toBe('unsupported-quantisation');
    expect(error.message).toContain('Q4_K');
    expect(error.message).toContain('Q8_0');
  });

  it('refuses shapes that do not fit together', async () => {
    const heads = { 'llama.attention.head_count': { value: 3, type: 4 } };
    expect((await failure(file({ metadata: heads }))).code).toBe('invalid-model');
    const scaling = { 'llama.rope.scaling.type': text('yarn') };
    expect((await failure(file({ metadata: scaling }))).code).toBe('unsupported-architecture');
  });

  it('names a number that the file lacks', async () => {
    const error = await failure(file({ metadata: { 'llama.block_count': text('two') } }));
    expect(error).toMatchObject({
      code: 'invalid-model',
      message: expect.stringContaining('llama.block_count') as string,
    });
  });
});
