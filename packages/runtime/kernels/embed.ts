import { BYTES_8BIT, Field, MatrixField } from '../src/wasm/kernel-fields';
import { blocks, int } from './memory';

/** A row's input, Σ_j weight_j · E[token_j] (Superposed Decoding §3.2), into the residual stream. */
export function embedTile(row: i32): void {
  const bytes: usize = int(Field.Hidden) * 4;
  const out: usize = int(Field.Residual) + row * bytes;
  memory.fill(out, 0, bytes);
  const mix = int(Field.Mix);
  for (let j = row * mix; j < (row + 1) * mix; j++) {
    const weight = load<f32>(int(Field.Weights) + j * 4);
    if (weight != 0) addToken(load<i32>(int(Field.TokenIds) + j * 4), weight, out);
  }
}

function addToken(token: i32, weight: f32, out: usize): void {
  const matrix: usize = int(Field.Embedding);
  const count = blocks(matrix);
  let record: usize = load<i32>(matrix + MatrixField.Address) + (token >> 3) * count * BYTES_8BIT;
  const lane: usize = token & 3;
  const half: usize = (token >> 2) & 1;
  for (let b = 0; b < count; b++) {
    const scale = weight * load<f32>(record + 256 + half * 16 + lane * 4);
    for (let two: usize = 0; two < 16; two++) {
      const codes = record + half * 128 + two * 8 + lane * 2;
      const to = out + two * 8;
      store<f32>(to, load<f32>(to) + scale * <f32>load<i8>(codes));
      store<f32>(to + 4, load<f32>(to + 4) + scale * <f32>load<i8>(codes + 1));
    }
    record += BYTES_8BIT;
    out += 128;
  }
}
