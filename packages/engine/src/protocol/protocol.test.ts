import { describe, expect, it } from 'vitest';
import { parseReply, parseRequest } from './protocol';

const config = { modelUrl: 'm', ngramsUrl: null, ortUrl: 'o/', device: 'auto' };

describe('parseRequest', () => {
  it.each([
    { type: 'load', config },
    { type: 'load', config: { ...config, ngramsUrl: 'n', device: 'webgpu' } },
    { type: 'suggest', id: 1, text: '', options: {} },
    { type: 'suggest', id: 2, text: 'a', options: { k: 10, maxTokens: 64, openings: 'paper' } },
    { type: 'suggest', id: 3, text: 'a', options: { branchSteps: 0 } },
    { type: 'suggest', id: 3, text: 'a', options: { branchSteps: 'auto', threshold: 0.3 } },
    { type: 'load', config: { ...config, personal: true } },
    { type: 'cancel', id: 2 },
    { type: 'learn', text: 'a' },
    { type: 'ping' },
    { type: 'export-personal', id: 3 },
    { type: 'delete-personal', id: 4 },
    { type: 'never-suggest', id: 5, text: 'kind regards' },
  ])('takes $type', (message) => {
    expect(parseRequest(message)).toBe(message);
  });

  it.each([
    undefined,
    null,
    'load',
    {},
    { type: 'toString' },
    { type: 'load' },
    { type: 'load', config: { ...config, device: 'tpu' } },
    { type: 'load', config: { ...config, ngramsUrl: undefined } },
    { type: 'suggest', id: 1.5, text: '', options: {} },
    { type: 'suggest', id: 1, text: 3, options: {} },
    { type: 'suggest', id: 1, text: '' },
    { type: 'load', config: { ...config, personal: 'yes' } },
    { type: 'cancel' },
    { type: 'learn', id: 1 },
    { type: 'export-personal' },
    { type: 'never-suggest', id: 5 },
  ])('refuses %j', (message) => {
    expect(() => parseRequest(message)).toThrow(TypeError);
  });

  it.each([
    [{ k: 0 }, 'k is 0; it must be a whole number of 1 … 10.'],
    [{ k: 11 }, 'k is 11'],
    [{ k: NaN }, 'k is NaN'],
    [{ maxTokens: 2.5 }, 'maxTokens is 2.5; it must be a whole number of 1 … 64.'],
    [{ openings: 'best' }, "openings is best; it must be 'distinct' or 'paper'."],
    [{ branchSteps: -1 }, 'branchSteps is -1'],
    [{ branchSteps: 65 }, 'branchSteps is 65'],
    [{ branchSteps: 'all' }, 'branchSteps is all'],
    [{ threshold: 1.1 }, 'threshold is 1.1; it must be a number of 0 … 1.'],
    [{ threshold: NaN }, 'threshold is NaN'],
  ])('says what is wrong with %j', (options, message) => {
    expect(() => parseRequest({ type: 'suggest', id: 1, text: '', options })).toThrow(
      expect.objectContaining({ code: 'bad-options', message: expect.stringContaining(message) as string }),
    );
  });
});

describe('parseReply', () => {
  it.each([
    { type: 'progress', phase: 'model', loaded: 1, total: 2 },
    { type: 'ready', device: 'wasm', reason: 'asked for', ngrams: true },
    { type: 'warning', code: 'missing-part', message: 'm' },
    { type: 'pong' },
    { type: 'lost', message: 'm' },
    { type: 'drafts', id: 1, drafts: [{ text: ' a', confidence: 0.5, source: 'ngrams' }], done: false },
    { type: 'ready', device: 'none', reason: 'part-2.bin is not there', ngrams: true },
    { type: 'personal', id: 1, kept: null },
    { type: 'personal', id: 1, kept: { version: 1, ngrams: [] } },
    { type: 'error', code: 'failed', message: 'm' },
    { type: 'error', id: 4, code: 'failed', message: 'm' },
  ])('takes $type', (message) => {
    expect(parseReply(message)).toBe(message);
  });

  it.each([
    [],
    { type: 'progress', phase: 'sleep', loaded: 1, total: 2 },
    { type: 'progress', phase: 'model', loaded: -1, total: 2 },
    { type: 'ready', device: 'auto', reason: '', ngrams: true },
    { type: 'drafts', id: 1, drafts: ['a'], done: true },
    { type: 'drafts', id: 1, drafts: [null], done: true },
    { type: 'drafts', id: 1, drafts: [] },
    { type: 'drafts', id: 1, drafts: [{ text: 'a', confidence: 1, source: 'other' }], done: true },
    { type: 'personal', id: 1 },
    { type: 'personal', id: 1, kept: {} },
    { type: 'error', id: 'x', code: 'failed', message: 'm' },
  ])('refuses %j', (message) => {
    expect(() => parseReply(message)).toThrow(/page and worker must match/);
  });
});
