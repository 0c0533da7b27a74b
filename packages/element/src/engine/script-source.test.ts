import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { scriptSource } from './script-source';

const MODULE = 'https://cdn.test/lib/superposed-complete.js';
const report = vi.fn();
beforeEach(() => vi.stubGlobal('reportError', report));
afterEach(() => {
  vi.unstubAllGlobals();
  report.mockReset();
});
const page = { baseURI: 'https://example.test/blog/post.html', origin: 'https://example.test' };

it.each(['/files/ort/', 'ort', '../ort/', '//example.test/ort/', 'https://cdn.test/lib/ort/', ''])(
  '%j is of the page, or of the element',
  (given) => {
    expect(scriptSource(given, MODULE, page)).toBe(given);
    expect(report).not.toHaveBeenCalled();
  },
);

it.each([
  ...[
    'https://elsewhere.test/',
    '//elsewhere.test/ort/',
    'http://example.test/ort/',
    'https://example.test:8443/',
  ],
  ...[
    'data:text/javascript,alert(1)//',
    'blob:https://example.test/1',
    'javascript:alert(1)',
    'file:///ort/',
  ],
  ...[
    'https://example.test@elsewhere.test/',
    '\\\\elsewhere.test\\ort',
    '\thttps://elsewhere.test',
    'https://',
  ],
])('%j is refused, and said so', (given) => {
  expect(scriptSource(given, MODULE, page)).toBeUndefined();
  expect(report).toHaveBeenCalledOnce();
});

it("a document's base, which markup may set, makes no site its own", () => {
  expect(scriptSource('ort/', MODULE, { ...page, baseURI: 'https://elsewhere.test/' })).toBeUndefined();
});

it('no attribute is no address', () => {
  expect(scriptSource(null, MODULE, page)).toBeUndefined();
});
