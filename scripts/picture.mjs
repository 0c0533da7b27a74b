// Makes the pictures and tables of docs/architecture.md from the code and rooms.config.mjs: npm run picture
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { PACKAGES } from '../rooms.config.mjs';
import { readDependencies } from './dependencies.mjs';
import { root } from './prepare.mjs';

/** @typedef {Map<string, Set<string>>} Graph names, each with those that it imports */

const PAGE = join(root, 'docs/architecture.md');
const MARK = /(<!-- picture -->)[^]*(<!-- \/picture -->)/;
/** Packages of fewer rooms need no picture. */
const FEW = 4;

/** The package and the room of a source file; undefined for tests. @returns {[string, string] | undefined} */
export function placeOf(path) {
  if (/\.(?:test|fixture)\./.test(path)) return undefined;
  const [, name, room] = /^packages\/([^/]+)\/(?:src\/)?([^/.]+)/.exec(path) ?? [];
  return name && [name, room];
}

/** What imports what, by packages and by the rooms of each. @param {import('./dependencies.mjs').Module[]} modules */
export function graphsOf(modules, packages = PACKAGES) {
  const graphOf = (names) => new Map(names.map((name) => [name, new Set()]));
  const whole = graphOf(Object.keys(packages));
  const rooms = new Map(
    Object.entries(packages).map(([name, each]) => [name, graphOf(Object.keys(each.rooms ?? {}))]),
  );
  for (const { source, dependencies } of modules) {
    const from = placeOf(source);
    for (const { resolved } of from ? dependencies : []) {
      const to = placeOf(resolved);
      if (!to) continue;
      if (from[0] !== to[0]) whole.get(from[0])?.add(to[0]);
      // Entries of a package stand in no picture: they import all, and nothing imports them.
      else if (from[1] !== to[1] && rooms.get(to[0])?.has(to[1])) rooms.get(from[0]).get(from[1])?.add(to[1]);
    }
  }
  return { whole, rooms };
}

/** Without the arrows that follow from others. @param {Graph} graph without circles @returns {Graph} */
export function reduced(graph) {
  const reach = (name) => {
    const found = new Set();
    const visit = (at) => {
      for (const next of graph.get(at) ?? []) {
        if (!found.has(next)) visit(next);
        found.add(next);
      }
    };
    visit(name);
    return found;
  };
  return new Map(
    Array.from(graph, ([name, next]) => {
      const further = new Set([...next].flatMap((each) => [...reach(each)]));
      return [name, new Set([...next].filter((each) => !further.has(each)))];
    }),
  );
}

/** A graph in mermaid's language, what imports above what is imported. @param {Graph} graph */
export function mermaid(graph) {
  const id = (name) => name.replaceAll('-', '_');
  const nodes = Array.from(graph.keys(), (name) => `  ${id(name)}["${name}"]`).reverse();
  const arrows = Array.from(reduced(graph)).flatMap(([from, next]) =>
    Array.from(next, (to) => `  ${id(from)} --> ${id(to)}`),
  );
  return ['```mermaid', 'flowchart TD', ...nodes, ...arrows.reverse(), '```'].join('\n');
}

function table(head, list) {
  const rows = Object.entries(list).map(([name, { holds }]) => `| \`${name}\` | ${holds} |`);
  return [`| ${head} | Holds |`, '| --- | --- |', ...rows.reverse()].join('\n');
}

/** The made part of docs/architecture.md. @param {import('./dependencies.mjs').Module[]} modules */
export function picturesOf(modules) {
  const graphs = graphsOf(modules);
  const withRooms = Object.entries(PACKAGES).filter(([, { rooms }]) => rooms);
  return [
    mermaid(graphs.whole),
    table('Package', PACKAGES),
    ...withRooms.reverse().flatMap(([name, { rooms }]) => {
      const graph = graphs.rooms.get(name);
      const picture = graph.size > FEW ? [mermaid(graph)] : [];
      return [`### Rooms of ${name}`, ...picture, table('Room', rooms)];
    }),
  ].join('\n\n');
}

/** What has to be in docs/architecture.md. */
export async function architecturePage() {
  const page = readFileSync(PAGE, 'utf8');
  if (!MARK.test(page)) throw new Error(`${PAGE} has no <!-- picture --> … <!-- /picture -->.`);
  const { modules } = await readDependencies();
  const text = page.replace(MARK, (_, open, close) => `${open}\n\n${picturesOf(modules)}\n\n${close}`);
  return format(text, { ...(await resolveConfig(PAGE)), filepath: PAGE });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(PAGE, await architecturePage());
}
