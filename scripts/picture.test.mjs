import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { architecturePage, graphsOf, mermaid, placeOf, reduced } from './picture.mjs';
import { root } from './prepare.mjs';

const graph = (edges) =>
  new Map(Object.entries(edges).map(([name, next]) => [name, new Set(next.split(' ').filter(Boolean))]));

it('docs/architecture.md is as the code is; `npm run picture` writes it', async () => {
  expect(readFileSync(join(root, 'docs/architecture.md'), 'utf8')).toBe(await architecturePage());
});

it.each([
  ['packages/engine/src/page/client.ts', ['engine', 'page']],
  ['packages/engine/src/index.ts', ['engine', 'index']],
  ['packages/runtime/kernels/team.ts', ['runtime', 'kernels']],
  ['packages/engine/src/page/client.test.ts', undefined],
  ['packages/engine/src/protocol/fake-port.fixture.ts', undefined],
  ['node_modules/lit/index.js', undefined],
])('%s lies in %o', (path, place) => {
  expect(placeOf(path)).toEqual(place);
});

it('draws what sources import: between packages, and between the rooms of one', () => {
  const packages = {
    low: { holds: '' },
    high: { holds: '', rooms: { a: { holds: '' }, b: { holds: '' } } },
  };
  const imports = (source, ...resolved) => ({
    source,
    dependencies: resolved.map((to) => ({ resolved: to })),
  });
  const modules = [
    imports('packages/high/src/b/x.ts', 'packages/high/src/a/y.ts', 'packages/low/src/index.ts'),
    imports('packages/high/src/a/y.ts', 'packages/high/src/a/z.ts', 'node_modules/lit/index.js'),
    imports('packages/high/src/a/y.test.ts', 'packages/high/src/b/x.ts'),
    imports('packages/high/src/index.ts', 'packages/high/src/b/x.ts'),
  ];
  const { whole, rooms } = graphsOf(modules, packages);
  expect(whole).toEqual(graph({ low: '', high: 'low' }));
  expect(rooms.get('high')).toEqual(graph({ a: '', b: 'a' }));
});

describe('the arrows', () => {
  it('that follow from others are left out', () => {
    const all = graph({ a: '', b: 'a', c: 'b a', d: 'c a' });
    expect(reduced(all)).toEqual(graph({ a: '', b: 'a', c: 'b', d: 'c' }));
  });

  it('stay where two ways lead to one place', () => {
    const diamond = graph({ a: '', b: 'a', c: 'a', d: 'b c' });
    expect(reduced(diamond)).toEqual(diamond);
  });

  it('point from what imports to what is imported', () => {
    expect(mermaid(graph({ low: '', 'so-high': 'low' }))).toBe(
      '```mermaid\nflowchart TD\n  so_high["so-high"]\n  low["low"]\n  so_high --> low\n```',
    );
  });
});
