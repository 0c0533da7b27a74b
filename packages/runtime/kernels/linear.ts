import {
  ACTIVATION_BYTES,
  Activation,
  Field,
  Form,
  LayerField,
  MATRIX_BYTES,
  MatrixField,
  TILE,
} from '../src/wasm/kernel-fields';
import { gelu4, silu4 } from './math';
import { blocks, features, float, int, scratch } from './memory';
import { octetOfRows } from './octet-rows';
import { recordBytes } from './octets';
import { activations, pairsApart, quantiseBlock } from './quantise';

/** Tiles of a product: TILE output features each. */
export function tiles(matrix: usize): i32 {
  return (features(matrix) + TILE - 1) / TILE;
}

function formOf(matrix: usize): Form {
  return <Form>load<i32>(matrix + MatrixField.Form);
}

/** Where a tile's records begin. */
function records(matrix: usize, tile: i32): usize {
  const octetBytes: usize = blocks(matrix) * recordBytes(formOf(matrix));
  return <usize>load<i32>(matrix + MatrixField.Address) + tile * (TILE / 8) * octetBytes;
}

/** Records of the matrix that a thread multiplies after a tile; 0: none, or not known, since helpers take tiles, too. */
function tileAfter(matrix: usize, tile: i32): usize {
  return int(Field.Helpers) == 0 && tile + 1 < tiles(matrix) ? records(matrix, tile + 1) : 0;
}

/**
 * One tile of x · Wᵀ + bias.
 * @param out where the tile's first row goes, TILE floats a row
 * @param stride bytes between rows of `out`
 * @param after records of the tile that this thread multiplies next, of the same form and blocks; 0: not known
 */
export function multiply(
  matrix: usize,
  tile: i32,
  x: usize,
  rows: i32,
  out: usize,
  stride: usize,
  thread: i32,
  after: usize = tileAfter(matrix, tile),
): void {
  const count = blocks(matrix);
  const form = formOf(matrix);
  const octetBytes: usize = count * recordBytes(form);
  const rowBytes: usize = count * ACTIVATION_BYTES;
  let weights = records(matrix, tile);
  for (let eight: usize = 0; eight < <usize>TILE / 8; eight++) {
    const then: usize = eight + 1 < <usize>TILE / 8 ? weights + octetBytes : after;
    octetOfRows(form, weights, count, x, rows, rowBytes, out + eight * 32, stride, thread, then);
    weights += octetBytes;
  }
  const bias: usize = load<i32>(matrix + MatrixField.Bias);
  if (bias) addBias(bias + tile * (TILE * 4), rows, out, stride);
}

function addBias(bias: usize, rows: i32, out: usize, stride: usize): void {
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < <usize>TILE * 4; i += 16) {
      v128.store(out + i, f32x4.add(v128.load(out + i), v128.load(bias + i)));
    }
    out += stride;
  }
}

/** A tile of queries, keys or values, one after the other in Projected. */
export function projectTile(tile: i32, layer: usize, thread: i32): void {
  const stride: usize = (int(Field.Heads) + 2 * int(Field.KvHeads)) * int(Field.HeadSize) * 4;
  let out: usize = int(Field.Projected);
  for (let matrix = layer + LayerField.Query; ; matrix += MATRIX_BYTES) {
    const count = tiles(matrix);
    if (tile < count) {
      multiply(matrix, tile, int(Field.Input), int(Field.Rows), out + tile * (TILE * 4), stride, thread);
      return;
    }
    tile -= count;
    out += features(matrix) * 4;
  }
}

/** A tile of a product that is added to the residual stream. */
export function addTile(tile: i32, matrix: usize, x: usize, thread: i32): void {
  const rows = int(Field.Rows);
  const product = scratch(thread);
  multiply(matrix, tile, x, rows, product, TILE * 4, thread);
  const stride: usize = int(Field.Hidden) * 4;
  const factor = f32x4.splat(float(Field.ResidualScale));
  let residual: usize = int(Field.Residual) + tile * (TILE * 4);
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < <usize>TILE * 4; i += 16) {
      const added = f32x4.mul(v128.load(product + r * (TILE * 4) + i), factor);
      v128.store(residual + i, f32x4.add(v128.load(residual + i), added));
    }
    residual += stride;
  }
}

/** A tile of a product that is normed before it is added: into Projected, [rows, hidden]. */
export function branchTile(tile: i32, matrix: usize, x: usize, thread: i32): void {
  const out: usize = int(Field.Projected) + tile * (TILE * 4);
  multiply(matrix, tile, x, int(Field.Rows), out, int(Field.Hidden) * 4, thread);
}

/** A tile of hidden units, activation(gate) · up, quantised for the way down: a tile is one block. */
export function unitTile(tile: i32, layer: usize, thread: i32): void {
  const rows = int(Field.Rows);
  const input: usize = int(Field.Input);
  const gates = scratch(thread);
  const ups: usize = gates + rows * (TILE * 4);
  const gateMatrix = layer + LayerField.Gate;
  const upMatrix = layer + LayerField.Up;
  const alike = formOf(gateMatrix) == formOf(upMatrix);
  multiply(gateMatrix, tile, input, rows, gates, TILE * 4, thread, alike ? records(upMatrix, tile) : 0);
  const after = alike ? tileAfter(gateMatrix, tile) : 0;
  multiply(upMatrix, tile, input, rows, ups, TILE * 4, thread, after);
  const gelu = int(Field.Activation) == Activation.Gelu;
  const blocksARow: usize = int(Field.FeedForward) / TILE;
  for (let r = 0; r < rows; r++) {
    const row: usize = gates + r * (TILE * 4);
    for (let i: usize = 0; i < <usize>TILE * 4; i += 16) {
      const up = v128.load(row + rows * (TILE * 4) + i);
      const gate = v128.load(row + i);
      v128.store(row + i, f32x4.mul(gelu ? gelu4(gate) : silu4(gate), up));
    }
    const apart = pairsApart(r, rows);
    quantiseBlock(row, activations(int(Field.Units), r, rows, blocksARow) + tile * 18 * apart, apart);
  }
}
