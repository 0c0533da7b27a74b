import { describe, expect, it } from 'vitest';
import { UnsupportedModelError } from '../errors';
import { tinyGguf, type TinyOptions } from '../gguf/tiny-gguf.fixture';
import { RECURRENT } from './architectures';
import { parseGguf } from './model';

const text = (value: string) => ({ value, type: 8 });
const number = (value: number) => ({ value, type: 4 });
const float = (value: number) => ({ value, type: 6 });
const flag = (value: boolean) => ({ value, type: 7 });

/** Reads a tiny llama model with something more in it. */
function read(options: Partial<TinyOptions>): void {
  parseGguf(tinyGguf({ vocabularySize: 96, ...options }));
}

function refusal(options: Partial<TinyOptions>): UnsupportedModelError {
  try {
    read(options);
  } catch (error) {
    expect(error).toBeInstanceOf(UnsupportedModelError);
    return error as UnsupportedModelError;
  }
  throw new Error('It was read.');
}

const withKey = (key: string, value: unknown) => ({ metadata: { [`llama.${key}`]: value } as never });
const withTensor = (name: string) => ({ tensors: [{ name, shape: [128], type: 'F32' as const }] });

describe('what would change the result and is not computed is refused by name:', () => {
  it.each([
    'blk.0.attn_q_norm.weight',
    'blk.0.attn_k_norm.weight',
    'blk.1.post_attention_norm.weight',
    'blk.1.post_ffw_norm.weight',
    'blk.0.attn_qkv.weight',
    'blk.0.attn_sinks.weight',
    'blk.0.ffn_gate_inp.weight',
    'blk.0.attn_q.scale',
    'blk.2.attn_norm.weight',
    'output.bias',
    'output_norm.bias',
    'position_embd.weight',
    'token_embd_norm.weight',
    'rope_factors_long.weight',
    'per_layer_token_embd.weight',
  ])('the tensor %s', (name) => {
    expect(refusal(withTensor(name))).toMatchObject({
      code: 'unsupported-architecture',
      message: expect.stringContaining(`"${name}"`) as string,
    });
  });

  it.each([
    ['attention.causal', flag(false)],
    ['attention.sliding_window', number(512)],
    ['attention.scale', float(0.125)],
    ['attention.value_length', number(32)],
    ['attention.clamp_kqv', float(8)],
    ['attention.max_alibi_bias', float(8)],
    ['attention.temperature_length', number(8192)],
    ['attn_logit_softcapping', float(50)],
    ['final_logit_softcapping', float(30)],
    ['embedding_scale', float(12)],
    ['residual_scale', float(0.22)],
    ['logit_scale', float(8)],
    ['expert_count', number(8)],
    ['expert_used_count', number(2)],
    ['rope.dimension_count', number(32)],
    ['rope.scaling.attn_factor', float(1.2)],
    ['rope.scaling.yarn_log_multiplier', float(0.1)],
    ['hidden_activation', text('relu')],
    ['pooling_type', number(1)],
    ['use_parallel_residual', flag(true)],
    ['nextn_predict_layers', number(1)],
    ['something.new', number(1)],
  ])('the key %s', (key, value) => {
    expect(refusal(withKey(key, value))).toMatchObject({
      code: 'unsupported-architecture',
      message: expect.stringContaining(`"llama.${key}"`) as string,
    });
  });

  it('rotary scaling that is not linear', () => {
    expect(refusal(withKey('rope.scaling.type', text('yarn'))).message).toContain('"yarn"');
  });

  it.each([...RECURRENT])('the state of %s, with the reason', (name) => {
    expect(refusal({ metadata: { 'general.architecture': text(name) } })).toMatchObject({
      code: 'unsupported-architecture',
      message: expect.stringMatching(
        new RegExp(`"${name}", whose layers keep a state that can't be rolled back`),
      ) as string,
    });
  });

  it('a part of a split file, with what to do', () => {
    const metadata = { 'split.count': number(3), 'split.no': number(1) } as never;
    expect(refusal({ metadata })).toMatchObject({
      code: 'split-file',
      message: expect.stringMatching(/part 2 of 3 .*llama-gguf-split --merge/) as string,
    });
  });

  it('a file that holds something else than a model', () => {
    expect(refusal({ metadata: { 'general.type': text('adapter') } }).message).toContain('"adapter"');
  });
});

describe('what changes nothing is read:', () => {
  it.each([
    ['attention.causal', flag(true)],
    ['attention.sliding_window', number(0)],
    ['attention.key_length', number(64)],
    ['rope.dimension_count', number(64)],
    ['rope.scaling.type', text('none')],
    ['rope.scaling.original_context_length', number(512)],
    ['expert_count', number(0)],
    ['final_logit_softcapping', float(0)],
    ['logit_scale', float(1)],
    ['vocab_size', number(96)],
    ['hidden_activation', text('silu')],
  ])('the key %s', (key, value) => {
    expect(() => read(withKey(key, value))).not.toThrow();
  });

  it('keys of others', () => {
    const metadata = { 'split.count': number(1), 'quantize.imatrix.file': text('a'), 'mistral.x': number(1) };
    expect(() => read({ metadata: metadata })).not.toThrow();
  });
});
