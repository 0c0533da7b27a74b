import { describe, expect, it } from 'vitest';
import { ScriptedModel, smallVocabulary } from '../testing';
import { createTokenizer } from '../text/tokenizer';
import { PrefixCache } from './prefix-cache';

const tokenizer = createTokenizer(smallVocabulary());
const ids = (text: string) => tokenizer.encode(text);
const NEVER = new AbortController().signal;
const probe = (length: number, targets: number[] = []) => ({ length, targets });

function start(beforePass?: () => void) {
  const model = new ScriptedModel(tokenizer, { a: ['b', 'x'], b: ['c'] }, beforePass);
  return { model, cache: new PrefixCache(model) };
}

describe('the prefix cache', () => {
  it('reads a prompt in chunks, and says what comes after it', async () => {
    const { model, cache } = start();
    const [next] = await cache.read(ids('z'.repeat(99) + 'a'), [probe(100)], NEVER);
    expect(model.passes).toEqual([64, 36]);
    expect(tokenizer.piece(next!.ids[0]!)).toBe('b');
  });

  it('reads only what the prompt does not share with the one before', async () => {
    const { model, cache } = start();
    await cache.read(ids('xyab'), [probe(4)], NEVER);
    await cache.read(ids('xyba'), [probe(4)], NEVER);
    expect(model.passes).toEqual([4, 2]);
    expect(model.cachedText).toBe('xyba');
  });

  it('says what comes after several beginnings in one pass, with the logits that are asked for', async () => {
    const { model, cache } = start();
    const [b] = ids('b');
    const [first, last] = await cache.read(ids('xab'), [probe(2, [b!]), probe(3)], NEVER);
    expect(model.passes).toEqual([3]);
    expect(first!.targetLogits![0]).toBe(first!.logits[0]);
    expect(tokenizer.piece(last!.ids[0]!)).toBe('c');
  });

  it('runs the last row again where the prompt is known', async () => {
    const { model, cache } = start();
    await cache.read(ids('xab'), [probe(3)], NEVER);
    await cache.read(ids('xab'), [probe(3)], NEVER);
    expect(model.passes).toEqual([3, 1]);
  });

  it('reads ahead without asking anything, once', async () => {
    const { model, cache } = start();
    expect(await cache.read(ids('xab'), [], NEVER)).toEqual([]);
    expect(await cache.read(ids('xa'), [], NEVER)).toEqual([]);
    expect(model.passes).toEqual([3]);
    expect(cache.holds(ids('xab'))).toBe(true);
    expect(cache.holds(ids('xabz'))).toBe(false);
  });

  it('stops between chunks and keeps what was read', async () => {
    const controller = new AbortController();
    const { model, cache } = start(() => controller.abort());
    const prompt = ids('z'.repeat(200));
    await expect(cache.read(prompt, [probe(200)], controller.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    await cache.read(prompt, [probe(200)], NEVER);
    expect(model.passes).toEqual([64, 64, 64, 8]);
  });

  it('forgets what it is told to', async () => {
    const { model, cache } = start();
    await cache.read(ids('xab'), [probe(3)], NEVER);
    cache.rewind(1);
    expect(model.cachedText).toBe('x');
    expect(cache.holds(ids('xa'))).toBe(false);
  });
});
