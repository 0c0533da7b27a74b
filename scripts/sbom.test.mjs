import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './prepare.mjs';
import { ALLOWED, bill, licences, shipped } from './sbom.mjs';

const packages = shipped();
const read = (name) => readFileSync(join(root, 'docs', name), 'utf8');

it('has the published packages and what they need, whether it is needed in development too or not', () => {
  const names = packages.map(({ name }) => name);
  for (const name of [
    'superposed-complete',
    '@superposed/runtime',
    'lit',
    'lit-html',
    'onnxruntime-web',
    'long',
  ])
    expect(names).toContain(name);
  for (const name of ['@superposed/evaluation', 'vitest', '@huggingface/gguf'])
    expect(names).not.toContain(name);
});

it('knows every package by its hash and the packages that it needs', () => {
  const { components, dependencies } = JSON.parse(bill(packages));
  const references = new Set(components.map((each) => each['bom-ref']));
  expect(references.size).toBe(packages.length);
  for (const { dependsOn } of dependencies) for (const each of dependsOn) expect(references).toContain(each);
  for (const { name, hashes } of components)
    if (!name.startsWith('@superposed/') && !name.startsWith('superposed'))
      expect(hashes[0].content, name).toMatch(/^[0-9a-f]{128}$/);
});

it('has no licence that does not go with ours', () => {
  expect(packages.filter(({ license }) => !ALLOWED.includes(license))).toEqual([]);
});

it('is up to date in docs/ (npm run sbom)', () => {
  expect(read('sbom.cdx.json')).toBe(bill(packages));
  expect(read('licences.md')).toBe(licences(packages));
});
