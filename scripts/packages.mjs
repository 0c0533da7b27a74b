import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/**
 * @typedef {object} PublicPackage
 * @property {string} name as it is published
 * @property {string} folder its path on this machine
 * @property {Record<string, any>} manifest its package.json
 */

/** The packages that are published; the private ones are left out. @returns {PublicPackage[]} */
export function publicPackages() {
  return readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }))
    .filter(({ manifest }) => !manifest.private)
    .map(({ folder, manifest }) => ({ name: manifest.name, folder, manifest }));
}
