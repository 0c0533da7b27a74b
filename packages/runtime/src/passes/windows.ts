import type { Row, SlotRange } from '@superposed/decoding';

/** Layers that see the last positions only: how many, and the position of each slot. */
export interface Window {
  readonly size: number;
  /** [capacity]; those of the pass's own rows are in it too. */
  readonly positions: Int32Array;
}

/** The window of a model's layers that see the last positions only; null where it has none. */
export function windowOf(
  attention: readonly { readonly window: number | null }[],
  positions: Int32Array,
): Window | null {
  const size = attention.find(({ window }) => window !== null)?.window;
  return size ? { size, positions } : null;
}

/** Notes the positions of a pass's rows, which take the slots from `past` on. */
export function notePositions(positions: Int32Array, rows: readonly Row[], past: number): void {
  rows.forEach((row, r) => (positions[past + r] = row.position));
}

/** The slots besides its own, `slot`, that a row sees; through a window, those of the last positions up to its own. */
export function seenRanges(row: Row, slot: number, window: Window | null): readonly SlotRange[] {
  const ranges: readonly SlotRange[] = row.sees ?? [[0, slot]];
  if (!window || row.position < window.size) return ranges;
  const first = row.position - window.size + 1;
  return ranges.flatMap((range) => within(range, first, window.positions));
}

/** The parts of a range whose slots have positions from `first` on. */
function within([start, end]: SlotRange, first: number, positions: Int32Array): SlotRange[] {
  const parts: SlotRange[] = [];
  for (let slot = start; slot < end; slot++) {
    if (positions[slot]! < first) continue;
    const from = slot;
    while (slot < end && positions[slot]! >= first) slot++;
    parts.push([from, slot]);
  }
  return parts;
}
