// npm run sbom: writes what the published packages depend on, as the lock file has it: a bill of materials
// (CycloneDX) and a list of licences. `npm sbom --omit dev` leaves out what is also a development dependency somewhere.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { publicPackages } from './packages.mjs';
import { root } from './prepare.mjs';

/** Licences that go with Apache-2.0. */
export const ALLOWED = ['Apache-2.0', 'MIT', '(MIT OR CC0-1.0)', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC'];

const REASONS = ['dependencies', 'optionalDependencies', 'peerDependencies'];

/**
 * @typedef {{ name: string, version: string, license: string, integrity?: string, optional?: boolean, needs: string[] }} Package
 */

/** Published packages and all that they need, directly or not, by name and version. @returns {Package[]} */
export function shipped(lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))) {
  const { packages } = lock;
  const entryOf = (place) => (packages[place].link ? packages[place].resolved : place);
  // As Node looks for it: in the folder itself, then in each one above it.
  const find = (from, name) => {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
      const place = posix.join(folder, 'node_modules', name);
      if (packages[place]) return entryOf(place);
      if (folder === '') return undefined;
    }
  };
  const found = new Map();
  const visit = (place) => {
    const { version, license, integrity, optional, ...entry } = packages[place];
    const name = entry.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (found.has(place)) return;
    // What is for other systems may not be in the lock file.
    const needs = REASONS.flatMap((reason) => Object.keys(entry[reason] ?? {}))
      .map((needed) => find(place, needed))
      .filter((needed) => needed !== undefined);
    found.set(place, { name, version, license, integrity, optional, needs });
    needs.forEach(visit);
  };
  publicPackages().forEach(({ folder }) => visit(folder.slice(root.length).replaceAll('\\', '/')));
  const all = [...found.values()].map((each) => ({
    ...each,
    needs: [...new Set(each.needs.map((place) => reference(found.get(place))))].sort(),
  }));
  return all.sort((a, b) => (reference(a) < reference(b) ? -1 : 1));
}

const reference = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** A bill of materials, the same for the same lock file: no date, no number of its own. @param {Package[]} packages */
export function bill(packages) {
  const components = packages.map(({ name, version, license, integrity, optional }) => ({
    type: 'library',
    'bom-ref': reference({ name, version }),
    name,
    version,
    scope: optional ? 'optional' : 'required',
    licenses: [license.includes(' ') ? { expression: license } : { license: { id: license } }],
    ...(integrity && { hashes: [hashOf(integrity)] }),
    purl: reference({ name, version }),
  }));
  const dependencies = packages.map(({ needs, ...each }) => ({ ref: reference(each), dependsOn: needs }));
  const list = (entries) => `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`;
  return (
    `{\n"bomFormat": "CycloneDX",\n"specVersion": "1.5",\n"version": 1,\n` +
    `"components": ${list(components)},\n"dependencies": ${list(dependencies)}\n}\n`
  );
}

function hashOf(integrity) {
  const [algorithm, digest] = integrity.split('-', 2);
  return {
    alg: algorithm.replace('sha', 'SHA-'),
    content: Buffer.from(digest, 'base64').toString('hex'),
  };
}

/** A page with the packages of others by licence. @param {Package[]} packages */
export function licences(packages) {
  const others = packages.filter(({ integrity }) => integrity);
  const lines = [...new Set(others.map(({ license }) => license))].sort().map((licence) => {
    const names = others
      .filter(({ license }) => license === licence)
      .map(({ name, version }) => `${name} ${version}`);
    return `**${licence}** (${names.length}): ${names.join(', ')}`;
  });
  return [
    '# Licences of what the packages depend on',
    'The packages themselves are under Apache-2.0, as is the model. Sources and licences of the n-gram table are in [its datasheet](../packages/ngram-english/README.md). Below is all that is installed with the published packages, optional parts for other systems too; `npm run sbom` writes it and [sbom.cdx.json](sbom.cdx.json) from the lock file.',
    ...lines,
  ]
    .join('\n\n')
    .concat('\n');
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const packages = shipped();
  writeFileSync(join(root, 'docs/sbom.cdx.json'), bill(packages));
  writeFileSync(join(root, 'docs/licences.md'), licences(packages));
}
