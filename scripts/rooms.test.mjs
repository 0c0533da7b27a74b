import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGES } from '../rooms.config.mjs';
import { readDependencies } from './dependencies.mjs';
import { root } from './prepare.mjs';

const packages = Object.entries(PACKAGES);

describe('the table of rooms', () => {
  it('has every package, and every folder of its sources', () => {
    const folders = (path) =>
      readdirSync(join(root, path), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
        .map(({ name }) => name);
    expect(Object.keys(PACKAGES).sort()).toEqual(folders('packages').sort());
    for (const [name, { rooms }] of packages) {
      if (!rooms) continue;
      expect(Object.keys(rooms), name).toEqual(expect.arrayContaining(folders(`packages/${name}/src`)));
    }
  });

  it('has no arrow upwards: what a package or room uses stands above it', () => {
    const lists = [PACKAGES, ...packages.map(([, { rooms = {} }]) => rooms)];
    for (const list of lists) {
      const names = Object.keys(list);
      names.forEach((name, i) => {
        const above = names.slice(0, i);
        expect(above, name).toEqual(expect.arrayContaining(list[name].uses ?? []));
      });
    }
  });

  it('allows nothing that no code does', async () => {
    const { modules } = await readDependencies();
    const roomOf = (path, name) =>
      /^packages\/([^/]+)\/(?:src\/)?([^/.]+)/.exec(path)?.slice(1) ?? [name, ''];
    const imports = new Set(
      modules.flatMap(({ source, dependencies }) =>
        dependencies.map(({ resolved }) => {
          const [from, to] = [roomOf(source), roomOf(resolved)];
          return from[0] === to[0] ? `${from.join('/')} → ${to.join('/')}` : `${from[0]} → ${to[0]}`;
        }),
      ),
    );
    const allowed = packages.flatMap(([name, { rooms = {} }]) =>
      Object.entries(rooms).flatMap(([room, { uses = [] }]) =>
        uses.map((used) => `${name}/${room} → ${name}/${used}`),
      ),
    );
    expect(allowed.filter((each) => !imports.has(each))).toEqual([]);
  });
});

describe('the rules', () => {
  let folder;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'superposed-rooms-'));
    mkdirSync(join(folder, 'node_modules/@superposed'), { recursive: true });
    for (const [name] of packages) {
      const from = join(root, 'packages', name);
      mkdirSync(join(folder, 'packages', name), { recursive: true });
      cpSync(join(from, 'package.json'), join(folder, 'packages', name, 'package.json'));
      symlinkSync(join(folder, 'packages', name), join(folder, 'node_modules/@superposed', name));
    }
    symlinkSync(join(folder, 'packages/element'), join(folder, 'node_modules/superposed-complete'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The rules that some files break, by path within packages/. */
  async function broken(files) {
    for (const [path, text] of Object.entries(files)) {
      const file = join(folder, 'packages', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const { violations } = await readDependencies(folder);
    for (const path of Object.keys(files)) rmSync(join(folder, 'packages', path));
    return [...new Set(violations.map(({ rule }) => rule.name))].sort();
  }

  const forms = (target) => [
    `import * as other from '${target}';\nexport const x = other;\n`,
    `import type * as Other from '${target}';\nexport type X = typeof Other;\n`,
    `export * from '${target}';\n`,
    `export const x = import('${target}');\n`,
  ];
  const SOME = 'export const value = 1;\n';

  it.each([
    ['decoding', 'runtime'],
    ['decoding', 'ngram'],
    ['ngram', 'decoding'],
    ['runtime', 'engine'],
    ['runtime', 'ngram'],
    ['engine', 'element', 'superposed-complete'],
    ['element', 'decoding'],
    ['element', 'runtime'],
  ])('%s may not import %s, in any form', async (from, to, name = `@superposed/${to}`) => {
    for (const text of [...forms(name), `export * from '../../${to}/src/index';\n`]) {
      const files = { [`${from}/src/index.ts`]: text, [`${to}/src/index.ts`]: SOME };
      expect(await broken(files), text).toEqual([`package-${from}`]);
    }
  });

  it('what the table allows is allowed', async () => {
    const text = "export * from '@superposed/engine';\n";
    const files = { 'element/src/index.ts': text, 'engine/src/index.ts': SOME };
    expect(await broken(files)).toEqual([]);
  });

  it('tests may take samples from the packages of data, and sources may not', async () => {
    const text = "export * from '../../../ngram-english/sample.mjs';\n";
    const sample = { 'ngram-english/sample.mjs': SOME };
    expect(await broken({ ...sample, 'engine/src/text/a.test.ts': text })).toEqual([]);
    expect(await broken({ ...sample, 'engine/src/text/a.ts': text })).toEqual(['package-engine']);
  });

  it('a room may not import what its line does not name, in any form; a test may', async () => {
    const lower = { 'engine/src/worker/host.ts': SOME };
    for (const text of forms('../worker/host')) {
      const files = { ...lower, 'engine/src/page/client.ts': text };
      expect(await broken(files), text).toEqual(['room-engine-page']);
    }
    const inTest = { 'engine/src/page/client.test.ts': "import '../worker/host';\n" };
    expect(await broken({ ...lower, ...inTest })).toEqual([]);
  });

  it('no room imports an entry', async () => {
    const files = { 'runtime/src/index.ts': SOME, 'runtime/src/gguf/a.ts': "export * from '../index';\n" };
    expect(await broken(files)).toEqual(['room-runtime-gguf']);
  });

  it('files import each other in a circle', async () => {
    const circle = (type) => ({
      'ngram/src/read/a.ts': `import ${type} { B } from './b';\nexport class A { b?: B; make() { return B; } }\n`,
      'ngram/src/read/b.ts': `import type { A } from './a';\nexport class B { a?: A; }\n`,
    });
    expect(await broken(circle(''))).toEqual(['no-circular']);
    expect(await broken(circle('type'))).toEqual(['no-circular']);
  });
});
