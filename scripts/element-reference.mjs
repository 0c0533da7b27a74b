// Writes what the element's sources say of it: packages/element/custom-elements.json and the tables of docs/element.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { format, resolveConfig } from 'prettier';
import { root } from './prepare.mjs';

const MARK = /(<!-- reference -->\n)[^]*(\n<!-- \/reference -->)/;

/** The custom elements manifest, read from the sources; nothing is written. */
export function readManifest() {
  const cwd = join(root, 'packages/element');
  const argv = ['analyze', '--config', 'custom-elements-manifest.config.mjs'];
  return cli({ argv, cwd, noWrite: true });
}

const text = (description = '') => description.replaceAll('\n', ' ').replaceAll('|', '\\|');
const code = (source) => (source ? `\`${source.replaceAll('|', '\\|')}\`` : '');
const named = (name) => (name === '' ? '(default)' : code(name));

/** @param {string} title @param {string[]} head @param {string[][]} rows */
function table(title, head, rows) {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `## ${title}\n\n${lines.join('\n')}\n`;
}

/** The tables of docs/element.md for a manifest. */
export function referenceOf(manifest) {
  const declarations = manifest.modules.flatMap((module) => module.declarations);
  const element = declarations.find(({ tagName }) => tagName === 'superposed-complete');
  const described = (list) => list.map(({ name, description }) => [named(name), text(description)]);
  const settings = element.members.filter(({ kind, readonly }) => kind === 'field' && !readonly);
  const methods = element.members.filter(({ kind }) => kind === 'method');
  return [
    table(
      'Attributes and properties',
      ['Attribute', 'Property', 'Type', 'Default', ''],
      settings.map(({ name, attribute, type, default: value, description }) => [
        attribute ? code(attribute) : '–',
        code(name),
        code(type?.text),
        code(value),
        text(description),
      ]),
    ),
    table(
      'Properties to read',
      ['Property', 'Type', ''],
      element.members
        .filter(({ readonly }) => readonly)
        .map(({ name, type, description }) => [code(name), code(type?.text), text(description)]),
    ),
    table(
      'Methods',
      ['Method', 'Returns', ''],
      methods.map(({ name, parameters = [], return: returned, description }) => [
        code(`${name}(${parameters.map((parameter) => parameter.name).join(', ')})`),
        code(returned?.type?.text),
        text(description),
      ]),
    ),
    table(
      'Events',
      ['Event', 'Type', ''],
      element.events.map(({ name, type, description }) => [code(name), code(type.text), text(description)]),
    ),
    table('Slots', ['Slot', ''], described(element.slots)),
    table('Parts', ['Part', ''], described(element.cssParts)),
    table('Custom properties', ['Property', ''], described(element.cssProperties)),
  ].join('\n');
}

/** Each file with what has to be in it. */
export async function referenceFiles() {
  const manifest = await readManifest();
  const guide = join(root, 'docs/element.md');
  const page = readFileSync(guide, 'utf8');
  if (!MARK.test(page)) throw new Error(`${guide} has no <!-- reference --> … <!-- /reference -->.`);
  const contents = {
    'packages/element/custom-elements.json': JSON.stringify(manifest),
    'docs/element.md': page.replace(MARK, (_, open, close) => `${open}\n${referenceOf(manifest)}${close}`),
  };
  const style = await resolveConfig(guide);
  const pretty = async ([file, source]) => [file, await format(source, { ...style, filepath: file })];
  return Object.fromEntries(await Promise.all(Object.entries(contents).map(pretty)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [file, source] of Object.entries(await referenceFiles()))
    writeFileSync(join(root, file), source);
}
