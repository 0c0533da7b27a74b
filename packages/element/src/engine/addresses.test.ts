import { describe, expect, it } from 'vitest';
import { assetBase, resolveAddresses } from './addresses';

const PAGE = 'https://example.test/blog/post.html';

describe('assetBase', () => {
  it.each([
    ['https://cdn.test/lib/superposed-complete.js', 'https://cdn.test/lib/'],
    ['https://cdn.test/lib/assets/element-x1y2.js', 'https://cdn.test/lib/'],
    ['https://cdn.test/assets/lib/element.js', 'https://cdn.test/assets/lib/'],
  ])('is the folder of the built files: %s', (module, base) => {
    expect(assetBase(module, undefined, PAGE).href).toBe(base);
  });

  it('is the root of the site where a bundler put in a path of its own machine', () => {
    const module = 'file:///home/me/app/node_modules/superposed-complete/dist/engine-link.js';
    expect(assetBase(module, undefined, PAGE).href).toBe('https://example.test/');
    expect(assetBase(module, undefined, 'file:///home/me/page.html').href).toMatch(/^file:.*\/dist\/$/);
  });

  it("is the root of Vite's development server", () => {
    const module = 'https://example.test/@fs/packages/element/src/superposed-complete.ts';
    expect(assetBase(module, '/', PAGE).href).toBe('https://example.test/');
  });
});

describe('resolveAddresses', () => {
  const base = new URL('https://cdn.test/lib/');

  it('takes what lies beside the element unless told otherwise', () => {
    expect(resolveAddresses({}, base, PAGE)).toEqual({
      modelUrl: 'https://cdn.test/lib/models/smollm2-135m/manifest.json',
      ngramsUrl: 'https://cdn.test/lib/ngrams/english/manifest.json',
      ortUrl: 'https://cdn.test/lib/ort/',
    });
  });

  it('reads given addresses as the document does', () => {
    const given = { model: '../my/manifest.json', ngrams: '/table.json', ort: 'ort' };
    expect(resolveAddresses(given, base, PAGE)).toEqual({
      modelUrl: 'https://example.test/my/manifest.json',
      ngramsUrl: 'https://example.test/table.json',
      ortUrl: 'https://example.test/blog/ort/',
    });
  });

  it("takes '' for no table", () => {
    expect(resolveAddresses({ ngrams: '' }, base, PAGE).ngramsUrl).toBeNull();
  });
});

it('takes an attribute that was taken away for one that never was', () => {
  const removed = { model: null, ngrams: null, ort: null };
  const base = new URL('https://site.test/app/');
  expect(resolveAddresses(removed, base, base.href)).toEqual(resolveAddresses({}, base, base.href));
});
