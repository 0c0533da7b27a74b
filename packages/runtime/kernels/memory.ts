import { CONFIG, Field, MatrixField, PANEL_BYTES } from '../src/wasm/kernel-fields';

export function int(field: Field): i32 {
  return load<i32>(CONFIG + (field << 2));
}

export function float(field: Field): f32 {
  return load<f32>(CONFIG + (field << 2));
}

/** Where a thread unpacks weights: two panels. */
export function panelOf(thread: i32): usize {
  return int(Field.Scratch) + thread * int(Field.ScratchBytes);
}

/** Working memory of a thread. */
export function scratch(thread: i32): usize {
  return panelOf(thread) + 2 * PANEL_BYTES;
}

export function features(matrix: usize): i32 {
  return load<i32>(matrix + MatrixField.Features);
}

export function blocks(matrix: usize): i32 {
  return load<i32>(matrix + MatrixField.Blocks);
}

export function store8(out: usize, low: v128, high: v128): void {
  v128.store(out, low);
  v128.store(out, high, 16);
}
