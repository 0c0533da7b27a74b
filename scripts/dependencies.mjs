// Which file imports which, as dependency-cruiser reads them.
import { cruise } from 'dependency-cruiser';
import config from '../.dependency-cruiser.mjs';
import { root } from './prepare.mjs';

/**
 * @typedef {{ rule: { name: string }, from: string, to: string }} Violation
 * @typedef {{ source: string, dependencies: { resolved: string }[] }} Module
 */

/**
 * Reads the imports of the packages and holds them to the rules.
 * @param {string} [folder] of the repository
 * @returns {Promise<{ modules: Module[], violations: Violation[] }>}
 */
export async function readDependencies(folder = root) {
  const { options, forbidden } = config;
  const { enhancedResolveOptions, ...cruiseOptions } = options;
  const { output } = await cruise(
    ['packages'],
    { ...cruiseOptions, baseDir: folder, validate: true, ruleSet: { forbidden } },
    enhancedResolveOptions,
  );
  return { modules: output.modules, violations: output.summary.violations };
}
