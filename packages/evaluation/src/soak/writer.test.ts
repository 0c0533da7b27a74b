import { describe, expect, it } from 'vitest';
import { SCRIPTS, SimulatedWriter, type Act } from './writer';

const seen = { length: 100, caret: 50, chips: 3 };

function acts(seed: number, count: number, at = seen): Act[] {
  const writer = new SimulatedWriter(seed);
  return Array.from({ length: count }, () => writer.next(at));
}

describe('the simulated writer', () => {
  it('does the same for the same seed', () => {
    expect(acts(1, 500)).toEqual(acts(1, 500));
    expect(acts(1, 500)).not.toEqual(acts(2, 500));
  });

  it('types most of the time, and does everything else too', () => {
    const all = acts(1, 5000);
    const share = (kind: Act['kind']) => all.filter((act) => act.kind === kind).length / all.length;
    expect(share('type')).toBeGreaterThan(0.5);
    for (const kind of [
      'delete',
      'move',
      'accept',
      'word',
      'dismiss',
      'think',
      'undo',
      'paste',
      'tab',
      'script',
    ] as const)
      expect(share(kind)).toBeGreaterThan(0.003);
  });

  it('takes and hides only what is there', () => {
    const kinds = new Set(acts(1, 3000, { ...seen, chips: 0 }).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['delete', 'move', 'paste', 'script', 'tab', 'think', 'type', 'undo']);
    const numbered = acts(1, 3000, { ...seen, chips: 2 }).flatMap((act) =>
      act.kind === 'accept' && act.key.startsWith('Alt') ? [act.key] : [],
    );
    expect(new Set(numbered)).toEqual(new Set(['Alt+1', 'Alt+2']));
  });

  it('deletes and goes elsewhere only behind letters, and comes back to the end', () => {
    const kinds = new Set(acts(1, 1000, { length: 0, caret: 0, chips: 0 }).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['script', 'tab', 'think', 'type', 'undo']);
    const moves = acts(3, 1000).flatMap((act) => (act.kind === 'move' ? [act.key] : []));
    expect(moves.filter((_, i) => i % 2 === 1).every((key) => key === 'Control+End')).toBe(true);
  });

  it('mostly takes a draft that it has waited for', () => {
    const all = acts(1, 5000);
    const after = all.filter((_, i) => all[i - 1]?.kind === 'think');
    const taken = after.filter(({ kind }) => ['accept', 'word', 'dismiss'].includes(kind));
    expect(taken.length / after.length).toBeGreaterThan(0.5);
  });

  it('has its page’s scripts do all that they can', () => {
    const done = acts(1, 10_000).flatMap((act) => (act.kind === 'script' ? [act.does] : []));
    expect(new Set(done)).toEqual(new Set(SCRIPTS));
  });

  it('begins a new text after a long one', () => {
    expect(new SimulatedWriter(1).next({ length: 5000, caret: 0, chips: 0 })).toEqual({ kind: 'begin' });
  });
});
