import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { isSecretField, loadSecretNames, notePasswords } from './secret-field';

beforeAll(loadSecretNames);
beforeEach(() => {
  document.body.innerHTML = '';
});
afterEach(() => {
  document.body.innerHTML = '';
});

function field(html: string): HTMLInputElement {
  const place = document.createElement('div');
  place.innerHTML = html;
  document.body.append(place);
  return place.querySelector<HTMLInputElement>('input, textarea, [contenteditable]')!;
}
/** Verdicts hold for a moment. */
const later = () => new Promise((resolve) => setTimeout(resolve, 150));

describe('a field is secret', () => {
  it.each([
    '<input style="-webkit-text-security: disc">',
    '<div style="-webkit-text-security: circle"><textarea></textarea></div>',
    '<div contenteditable style="font-family: text-security-disc"></div>',
    '<input name="password">',
    '<input id="user-pin">',
    '<input aria-label="Account number">',
    '<input placeholder="Card number">',
    '<label>Code <input></label>',
    '<label for="x7">Mot de passe</label><input id="x7">',
    '<span id="y7">API token</span><input aria-labelledby="none y7">',
    '<textarea aria-label="Private key"></textarea>',
    '<input autocomplete="foo cc-number">',
    '<input autocomplete="section-a billing CC-CSC">',
    '<textarea autocomplete="one-time-code"></textarea>',
    '<input autocomplete="username webauthn">',
    '<input inputmode="numeric">',
    '<input data-com-onepassword-filled="light">',
  ])('%s', (html) => {
    expect(isSecretField(field(html))).toBe(true);
  });
});

describe('a field is none', () => {
  it.each([
    '<input>',
    '<label>Text <textarea></textarea></label>',
    '<label>Text <textarea>My password is not here</textarea></label>',
    '<label>Code review <textarea name="code"></textarea></label>',
    '<input autocomplete="off" inputmode="text" name="subject">',
    '<div contenteditable aria-label="Message"></div>',
  ])('%s', (html) => {
    expect(isSecretField(field(html))).toBe(false);
  });
});

describe('what was a password', () => {
  it('stays one when it is shown, though nobody has been in it', () => {
    const input = field('<input type="password">');
    notePasswords(input);
    input.type = 'text';
    expect(isSecretField(input)).toBe(true);
  });

  it('is known that came after the element, and was shown at once', () => {
    notePasswords(document.body);
    const input = field('<input type="password">');
    input.setAttribute('type', 'text');
    expect(isSecretField(input)).toBe(true);
  });

  it('is known where a framework puts a text input in its place', () => {
    for (const html of [
      '<i></i><input type="password"><b></b>',
      '<input class="a" id="p7" type="password">',
    ]) {
      const input = field(html);
      notePasswords(input);
      const clone = document.createElement('input');
      clone.id = input.id;
      input.replaceWith(clone);
      expect(isSecretField(clone)).toBe(true);
      clone.remove();
    }
  });

  it('does not make others secret that stand beside it', () => {
    const input = field('<input type="password"><input>');
    notePasswords(input);
    expect(isSecretField(input.nextElementSibling as HTMLElement)).toBe(false);
  });
});

describe('what the browser filled', () => {
  it('is secret until it is emptied, changed or not', async () => {
    const input = field('<input>');
    const matches = vi.spyOn(input, 'matches').mockImplementation((selector) => selector === ':autofill');
    input.value = '1 Main Street';
    expect(isSecretField(input)).toBe(true);
    matches.mockReturnValue(false);
    input.value = '1 Main';
    await later();
    expect(isSecretField(input)).toBe(true);
    input.value = '';
    await later();
    expect(isSecretField(input)).toBe(false);
  });
});

it('a field that a page masks later is secret from then on', async () => {
  const input = field('<input>');
  expect(isSecretField(input)).toBe(false);
  input.style.setProperty('-webkit-text-security', 'disc');
  await later();
  expect(isSecretField(input)).toBe(true);
});
