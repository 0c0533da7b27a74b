import { expect, it } from 'vitest';
import { fileUrl, isKeepable } from './keepable';

const answer = (type: string | undefined, status = 200, redirected = false) => ({
  status,
  redirected,
  headers: new Headers(type === undefined ? {} : { 'Content-Type': type }),
});

it('keeps scripts, and pages that were asked for', () => {
  expect(isKeepable('https://a.test/x.js', answer('text/javascript'))).toBe(true);
  expect(isKeepable('https://a.test/ort/x.wasm', answer(undefined))).toBe(true);
  expect(isKeepable('https://a.test/index.html', answer('text/html; charset=utf-8'))).toBe(true);
});

it.each([
  ['a page for a script', answer('text/html')],
  ['a page in capitals', answer('Text/HTML; charset=utf-8')],
  ['a page of XML', answer('application/xhtml+xml')],
  ['an error', answer('text/javascript', 404)],
  ['part of a file', answer('text/javascript', 206)],
  ['what a redirect led to', answer('text/javascript', 200, true)],
])('does not keep %s', (_, response) => {
  expect(isKeepable('https://a.test/assets/x.js', response)).toBe(false);
});

it('queries are of the same file', () => {
  for (const more of ['', '?v=1', '#a', '?a#b?c'])
    expect(fileUrl(`https://a.test/x.js${more}`)).toBe('https://a.test/x.js');
});
