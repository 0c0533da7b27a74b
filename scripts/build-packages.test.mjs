import { describe, expect, test } from 'vitest';
import { withExtensions } from './build-packages.mjs';
import { publicPackages } from './packages.mjs';

describe('withExtensions', () => {
  const there = (path) => ['./a.js', '../b/c.js', './index.js', './d/index.js'].includes(path);

  test.each([
    ["import { a } from './a';", "import { a } from './a.js';"],
    ['import "./a";', 'import "./a.js";'],
    ["export * from '../b/c';", "export * from '../b/c.js';"],
    ["const { a } = await import('./a');", "const { a } = await import('./a.js');"],
    ["export type A = import('./a').A;", "export type A = import('./a.js').A;"],
    ['export type A = import(".").A;', 'export type A = import("./index.js").A;'],
    ["export type A = import('./d').A;", "export type A = import('./d/index.js').A;"],
  ])('%s', (code, finished) => {
    expect(withExtensions(code, there)).toBe(finished);
    expect(withExtensions(finished, there)).toBe(finished);
  });

  test.each([
    "import { html } from 'lit';",
    "import data from './data.json';",
    "new Worker(new URL('./a', import.meta.url));",
  ])('%s stays', (code) => {
    expect(withExtensions(code, there)).toBe(code);
  });
});

describe('a public package', () => {
  const packages = publicPackages();

  test('is each but those that measure', () => {
    expect(packages.map(({ name }) => name).sort()).toEqual([
      '@superposed/decoding',
      '@superposed/engine',
      '@superposed/model-smollm2-135m',
      '@superposed/ngram',
      '@superposed/ngram-builder',
      '@superposed/ngram-english',
      '@superposed/runtime',
      'superposed',
      'superposed-complete',
    ]);
  });

  test.each(packages.map(({ name, manifest }) => [name, manifest]))(
    '%s says what registries and bundlers want to know',
    (_, manifest) => {
      expect(manifest).toMatchObject({ license: 'Apache-2.0', type: 'module' });
      expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
      expect(manifest.description).toBeTruthy();
      expect(manifest.keywords.length).toBeGreaterThan(0);
      expect(manifest.sideEffects).toBeDefined();
      expect(manifest.files.length).toBeGreaterThan(0);
    },
  );

  test.each(packages.map(({ name, manifest }) => [name, manifest]))(
    '%s depends on the very versions of the others that are here',
    (_, manifest) => {
      const versions = Object.fromEntries(packages.map(({ name, manifest: { version } }) => [name, version]));
      for (const [name, version] of Object.entries(manifest.dependencies ?? {})) {
        if (name in versions) expect(version).toBe(versions[name]);
      }
    },
  );
});
