import { describe, expect, it } from 'vitest';
import { DEFAULT_KEYS, keyAction } from './keys';

type Press = Parameters<typeof keyAction>[0];
const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
});
const alt = { altKey: true };

describe('keyAction', () => {
  it.each<[Press, string, number]>([
    [press('Tab'), 'accept', 0],
    [press('ArrowRight', { ctrlKey: true }), 'acceptWord', 0],
    [press('ArrowRight', alt), 'acceptWord', 1],
    [press('1', { ...alt, code: 'Digit1' }), 'acceptNumber', 0],
    [press('™', { ...alt, code: 'Digit2' }), 'acceptNumber', 1],
    [press('9', { ...alt, code: 'Numpad9' }), 'acceptNumber', 8],
    [press('ArrowDown', alt), 'next', 0],
    [press('‘', { ...alt, code: 'BracketRight' }), 'next', 1],
    [press('ArrowUp', alt), 'previous', 0],
    [press('[', alt), 'previous', 1],
    [press('Escape'), 'dismiss', 0],
    [press(' ', { ctrlKey: true, code: 'Space' }), 'suggest', 0],
    [press('\u00a0', { ...alt, code: 'Space' }), 'suggest', 1],
  ])('%j is %s %i', (event, action, index) => {
    expect(keyAction(event, DEFAULT_KEYS)).toEqual({ action, index });
  });

  it.each<Press>([
    press('Tab', { shiftKey: true }),
    press('Tab', alt),
    press('Tab', { isComposing: true }),
    press('Process', { code: 'Tab' }),
    press('1', { code: 'Digit1' }),
    press('0', { ...alt, code: 'Digit0' }),
    press('1', { ...alt, code: 'Digit1', ctrlKey: true }),
    press(']', { ...alt, code: 'Digit9', ctrlKey: true }),
    press(' ', { code: 'Space' }),
    press('ArrowRight'),
    press('a'),
  ])('%j is left alone', (event) => {
    expect(keyAction(event, DEFAULT_KEYS)).toBeNull();
  });

  it('takes other keys, and none', () => {
    const keys = { ...DEFAULT_KEYS, accept: ['Control+Enter', 'Alt+J'], dismiss: [] };
    expect(keyAction(press('Enter', { ctrlKey: true }), keys)?.action).toBe('accept');
    expect(keyAction(press('j', alt), keys)?.action).toBe('accept');
    expect(keyAction(press('Tab'), keys)).toBeNull();
    expect(keyAction(press('Escape'), keys)).toBeNull();
  });

  it('takes modifiers in any order, and none that it doesn’t know for no modifier', () => {
    const keys = { ...DEFAULT_KEYS, accept: ['Shift+Control+X', 'Ctrl+b', 'Altered+c'] };
    const held = { ctrlKey: true, shiftKey: true };
    expect(keyAction(press('X', held), keys)?.action).toBe('accept');
    expect(keyAction(press('x', { ...held, altKey: true }), keys)).toBeNull();
    expect(keyAction(press('b'), keys)).toBeNull();
    expect(keyAction(press('b', { ctrlKey: true }), keys)).toBeNull();
    expect(keyAction(press('c'), keys)).toBeNull();
    // What a browser's autofill sends is no key.
    expect(keyAction({} as Press, keys)).toBeNull();
  });

  it('can have + as a key', () => {
    const keys = { ...DEFAULT_KEYS, next: ['Control++'] };
    expect(keyAction(press('+', { ctrlKey: true }), keys)?.action).toBe('next');
  });

  it('mirrors the arrow that takes a word where text runs to the left', () => {
    const [left, right] = ['ArrowLeft', 'ArrowRight'].map((key) => press(key, { ctrlKey: true }));
    expect(keyAction(left!, DEFAULT_KEYS, true)?.action).toBe('acceptWord');
    expect(keyAction(right!, DEFAULT_KEYS, true)).toBeNull();
  });
});
