import { describe, expect, it } from 'vitest';
import { Composition } from './composition';

function composing(composed: string, before = ''): boolean {
  const composition = new Composition();
  composition.start();
  composition.update(composed, before);
  return composition.silent;
}

describe('a composition', () => {
  it.each(['wil', 'é', 'größ', 'прив', 'γειά', 'don’t', ''])('of “%s” is a word as any other', (composed) => {
    expect(composing(composed, 'I ')).toBe(false);
  });

  it.each(['に', 'カ', '한', 'ㅎ', '日本', 'ㄅ', 'ｋ'])('of “%s” is left in peace', (composed) => {
    expect(composing(composed)).toBe(true);
  });

  it('of Latin letters in a text of another script is left in peace', () => {
    expect(composing('nihao', '你好,')).toBe(true);
    expect(composing('wil', '日本 is a country that I')).toBe(false);
  });

  it('is known from what it says, where nobody heard it begin', () => {
    const composition = new Composition();
    composition.update('wil', 'I ');
    expect(composition).toMatchObject({ active: true, silent: false });
  });

  it('leaves nothing behind', () => {
    const composition = new Composition();
    composition.start();
    composition.update('に', '');
    composition.end();
    expect(composition).toMatchObject({ active: false, silent: false });
  });
});
