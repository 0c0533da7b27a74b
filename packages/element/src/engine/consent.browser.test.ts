import { afterEach, describe, expect, it, vi } from 'vitest';
import { isCostly, rememberAnswer, rememberedAnswer } from './consent';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  localStorage.clear();
});

describe('isCostly', () => {
  it.each([
    [{ saveData: true, effectiveType: '4g' }, true],
    [{ saveData: false, effectiveType: '3g' }, true],
    [{ effectiveType: 'slow-2g' }, true],
    [{ effectiveType: '4g', type: 'cellular' }, true],
    [{ saveData: false, effectiveType: '4g', type: 'wifi' }, false],
    [{}, false],
  ])('%j: %s', (connection, costly) => {
    expect(isCostly(connection)).toBe(costly);
  });

  it('takes a browser that does not tell for a good line', () => {
    vi.stubGlobal('navigator', {});
    expect(isCostly()).toBe(false);
  });
});

describe('the answer', () => {
  it.each(['download', 'not-now'] as const)('is remembered: %s', (answer) => {
    expect(rememberedAnswer()).toBeNull();
    rememberAnswer(answer);
    expect(rememberedAnswer()).toBe(answer);
  });

  it('is nothing where something else is kept under its name', () => {
    localStorage.setItem('superposed-download', 'maybe');
    expect(rememberedAnswer()).toBeNull();
  });

  it('is asked for again where nothing can be kept', () => {
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(blocked);
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(blocked);
    rememberAnswer('download');
    expect(rememberedAnswer()).toBeNull();
  });
});
