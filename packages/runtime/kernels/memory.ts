import { CONFIG, Field, MatrixField } from '../src/wasm/kernel-fields';

export function int(field: Field): i32 {
  return load<i32>(CONFIG + (field << 2));
}

export function float(field: Field): f32 {
  return load<f32>(CONFIG + (field << 2));
}

/** Working memory of a thread. */
export function scratch(thread: i32): usize {
  return int(Field.Scratch) + thread * int(Field.ScratchBytes);
}

export function features(matrix: usize): i32 {
  return load<i32>(matrix + MatrixField.Features);
}

export function blocks(matrix: usize): i32 {
  return load<i32>(matrix + MatrixField.Blocks);
}
