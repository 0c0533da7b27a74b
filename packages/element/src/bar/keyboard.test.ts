import { describe, expect, it } from 'vitest';
import { keyboardInset } from './keyboard';

describe('keyboardInset', () => {
  it.each([
    ['no keyboard', { height: 800, offsetTop: 0, scale: 1 }, 0],
    ['an address bar', { height: 744, offsetTop: 0, scale: 1 }, 0],
    ['a keyboard', { height: 480, offsetTop: 0, scale: 1 }, 320],
    ['a keyboard, and the page pushed up', { height: 480, offsetTop: 200, scale: 1 }, 120],
    ['a page zoomed in', { height: 400, offsetTop: 100, scale: 2 }, 0],
    ['no such interface', null, 0],
  ])('%s', (_, viewport, inset) => {
    expect(keyboardInset(viewport, 800)).toBe(inset);
  });
});
