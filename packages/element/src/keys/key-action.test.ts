import { describe, expect, it } from 'vitest';
import type { Press } from './chord';
import { bind, keyActions } from './key-action';
import { defaultKeysOf, platformOf, type KeyMap, type Platform } from './key-map';

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
const ctrl = { ctrlKey: true };
const altGraph = { getModifierState: (name: string) => name === 'AltGraph' };

const PLATFORMS: Platform[] = ['linux', 'windows', 'mac'];
const asked = (event: Press, platform: Platform, keys: Partial<KeyMap> = {}, rightToLeft = false) =>
  keyActions(event, bind({ ...defaultKeysOf(platform), ...keys }, platform), { rightToLeft }).map(
    ({ action, index }) => `${action} ${index}`,
  );

describe('the keys of every system', () => {
  it.each<[Press, string[]]>([
    [press('Tab'), ['accept 0']],
    [press('Escape'), ['dismiss 0']],
    [press('ArrowDown', alt), ['next 0', 'suggest 0']],
    [press('ArrowUp', alt), ['previous 0']],
  ])('%j is %j', (event, actions) => {
    for (const platform of PLATFORMS) expect(asked(event, platform), platform).toEqual(actions);
  });
});

describe('the keys of some systems', () => {
  it.each<[string, Press, Platform[]]>([
    ['acceptWord 0', press('ArrowRight', ctrl), ['linux', 'windows']],
    ['acceptNumber 0', press('1', { ...alt, code: 'Digit1' }), ['linux', 'windows']],
    ['acceptNumber 8', press('9', { ...ctrl, code: 'Digit9' }), ['mac']],
    ['next 1', press(']', alt), ['linux', 'windows']],
    ['previous 1', press('[', alt), ['linux', 'windows']],
    ['suggest 1', press('.', ctrl), ['mac']],
    // A French keyboard writes digits with Shift.
    ['acceptNumber 1', press('2', { ...alt, shiftKey: true, code: 'Digit2' }), ['linux', 'windows']],
  ])('%s: %j on %j', (action, event, platforms) => {
    for (const platform of PLATFORMS)
      expect(asked(event, platform), platform).toEqual(platforms.includes(platform) ? [action] : []);
  });
});

it('Alt and → takes a word, except on Windows, where it goes forward', () => {
  const event = press('ArrowRight', alt);
  expect(PLATFORMS.map((platform) => asked(event, platform))).toEqual([
    ['acceptWord 1'],
    [],
    ['acceptWord 0'],
  ]);
});

describe('a key that writes a character is left alone', () => {
  it.each<[string, Press]>([
    ['Option and a digit', press('¡', { ...alt, code: 'Digit1' })],
    ['Option and another', press('“', { ...alt, code: 'Digit2' })],
    ['Option and a bracket', press('‘', { ...alt, code: 'BracketRight' })],
    ['Option and Space', press('\u00a0', { ...alt, code: 'Space' })],
    ['a dead key', press('Dead', { ...alt, code: 'Digit4' })],
    ['AltGr and a digit', press('1', { ...alt, ...altGraph, code: 'Digit1' })],
    ['AltGr as Windows tells it', press(']', { ...alt, ...ctrl, ...altGraph, code: 'Digit9' })],
    ['Alt and the number pad', press('1', { ...alt, code: 'Numpad1' })],
    ['Alt and the number pad without NumLock', press('ArrowDown', { ...alt, code: 'Numpad2' })],
    ['a letter', press('a')],
    ['a digit', press('1', { code: 'Digit1' })],
    ['Space', press(' ', { code: 'Space' })],
    ['Space with Control', press(' ', { ...ctrl, code: 'Space' })],
    ['Space with Alt', press(' ', { ...alt, code: 'Space' })],
    ['Space with Control and Shift', press(' ', { ...ctrl, shiftKey: true, code: 'Space' })],
  ])('%s', (_, event) => {
    for (const platform of PLATFORMS) expect(asked(event, platform), platform).toEqual([]);
  });

  it('also where a page would have it', () => {
    expect(asked(press('x'), 'linux', { accept: ['x'], next: ['X'] })).toEqual([]);
    expect(asked(press('€', altGraph), 'linux', { accept: ['€'] })).toEqual([]);
  });
});

describe('what an input method handles is left alone', () => {
  it.each<Press>([
    press('Tab', { isComposing: true }),
    press('Process', { code: 'Tab' }),
    press('Tab', { keyCode: 229 }),
    press('Escape', { keyCode: 229 }),
    // What a browser's autofill sends is no key.
    {} as Press,
  ])('%j', (event) => {
    expect(asked(event, 'linux')).toEqual([]);
  });
});

describe('other modifiers than those of the key', () => {
  it.each<Press>([
    press('Tab', { shiftKey: true }),
    press('Tab', alt),
    press('Tab', ctrl),
    press('Escape', { shiftKey: true }),
    press('0', { ...alt, code: 'Digit0' }),
    press('1', { ...alt, ...ctrl, code: 'Digit1' }),
    press('ArrowRight'),
    press('ArrowRight', { ...ctrl, shiftKey: true }),
    press('ArrowDown', { ...alt, metaKey: true }),
  ])('%j is left alone', (event) => {
    for (const platform of PLATFORMS) expect(asked(event, platform), platform).toEqual([]);
  });
});

describe('keys of a page', () => {
  it('take the place of others, and none turns an action off', () => {
    const keys = { accept: ['Control+Enter', 'Alt+J'], dismiss: [], suggest: ['Control+Space'] };
    expect(asked(press('Enter', ctrl), 'linux', keys)).toEqual(['accept 0']);
    expect(asked(press('j', alt), 'linux', keys)).toEqual(['accept 1']);
    expect(asked(press(' ', ctrl), 'linux', keys)).toEqual(['suggest 0']);
    expect(asked(press('Tab'), 'linux', keys)).toEqual([]);
    expect(asked(press('Escape'), 'linux', keys)).toEqual([]);
  });

  it('have modifiers in any order, and none that isn’t one', () => {
    const keys = { accept: ['Shift+Control+X', 'Ctrl+b', 'Altered+c'], next: ['Control++'] };
    const held = { ctrlKey: true, shiftKey: true };
    expect(asked(press('X', held), 'linux', keys)).toEqual(['accept 0']);
    expect(asked(press('x', { ...held, altKey: true }), 'linux', keys)).toEqual([]);
    expect(asked(press('b', ctrl), 'linux', keys)).toEqual([]);
    expect(asked(press('c', alt), 'linux', keys)).toEqual([]);
    expect(asked(press('+', ctrl), 'linux', keys)).toEqual(['next 0']);
  });
});

it('the arrow that takes a word is the left one where text runs to the left', () => {
  const [left, right] = ['ArrowLeft', 'ArrowRight'].map((key) => press(key, ctrl));
  expect(asked(left!, 'linux', {}, true)).toEqual(['acceptWord 0']);
  expect(asked(right!, 'linux', {}, true)).toEqual([]);
});

it('keys that move the caret say how far', () => {
  const moves = (event: Press, platform: Platform, keys: Partial<KeyMap> = {}) =>
    keyActions(event, bind({ ...defaultKeysOf(platform), ...keys }, platform), { rightToLeft: false })[0]
      ?.moves;
  expect(moves(press('ArrowRight', ctrl), 'linux')).toBe('line');
  expect(moves(press('ArrowRight', alt), 'mac')).toBe('line');
  expect(moves(press('ArrowDown', alt), 'mac')).toBe('text');
  expect(moves(press('ArrowDown', alt), 'windows')).toBeNull();
  expect(moves(press('ArrowDown'), 'windows', { next: ['ArrowDown'] })).toBe('text');
  expect(moves(press('Tab'), 'linux')).toBeNull();
});

it.each([
  ['MacIntel', 'mac'],
  ['macOS', 'mac'],
  ['iPhone', 'mac'],
  ['Win32', 'windows'],
  ['Windows', 'windows'],
  ['Linux x86_64', 'linux'],
  ['Android', 'linux'],
  ['', 'linux'],
])('a browser on “%s” has the keys of %s', (name, platform) => {
  expect(platformOf(name)).toBe(platform);
});
