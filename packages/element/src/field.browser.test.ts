import { describe, expect, it } from 'vitest';
import { keyAction, textToComplete } from './field';

function field(
  text: string,
  set: (field: HTMLTextAreaElement) => void = () => undefined,
): HTMLTextAreaElement {
  const element = document.createElement('textarea');
  element.value = text.replace('|', '');
  const caret = text.includes('|') ? text.indexOf('|') : text.length;
  element.setSelectionRange(caret, caret);
  set(element);
  return element;
}

describe('textToComplete', () => {
  it.each([
    ['I will|', 'I will'],
    ['I will| ', 'I will'],
    ['I will|, she said', 'I will'],
    ['one|\ntwo', 'one'],
  ])('is the text up to the caret: %j', (text, expected) => {
    expect(textToComplete(field(text))).toBe(expected);
  });

  it.each(['I wi|ll', 'na|ïve', '|I', 'room |12', 'a|\u{1D400}'])(
    'is nothing in the middle of a word: %j',
    (text) => {
      expect(textToComplete(field(text))).toBeNull();
    },
  );

  it.each(['', '  \n', '|'])('is nothing before anything is written: %j', (text) => {
    expect(textToComplete(field(text))).toBeNull();
  });

  it('is nothing with a selection, or in a field that can not be edited', () => {
    expect(textToComplete(field('I will', (it) => it.setSelectionRange(0, 3)))).toBeNull();
    expect(textToComplete(field('I will', (it) => (it.readOnly = true)))).toBeNull();
    expect(textToComplete(field('I will', (it) => (it.disabled = true)))).toBeNull();
    const fieldset = document.createElement('fieldset');
    fieldset.disabled = true;
    expect(textToComplete(field('I will', (it) => fieldset.append(it)))).toBeNull();
  });
});

describe('keyAction', () => {
  const action = (init: KeyboardEventInit) => keyAction(new KeyboardEvent('keydown', init));

  it('takes drafts by Tab and by Alt with a digit, whatever that writes', () => {
    expect(action({ key: 'Tab' })).toBe(0);
    expect(action({ key: '1', code: 'Digit1', altKey: true })).toBe(0);
    expect(action({ key: '™', code: 'Digit2', altKey: true })).toBe(1);
    expect(action({ key: '9', code: 'Numpad9', altKey: true })).toBe(8);
  });

  it('dismisses by Escape', () => {
    expect(action({ key: 'Escape' })).toBe('dismiss');
  });

  it.each<KeyboardEventInit>([
    { key: 'Tab', shiftKey: true },
    { key: 'Tab', altKey: true, code: 'Tab' },
    { key: 'Tab', isComposing: true },
    { key: 'Process', code: 'Tab' },
    { key: '1', code: 'Digit1' },
    { key: '0', code: 'Digit0', altKey: true },
    { key: '1', code: 'Digit1', altKey: true, ctrlKey: true },
    { key: 'a' },
  ])('leaves %j alone', (init) => {
    expect(action(init)).toBeUndefined();
  });
});
