import { Field, Form, MatrixField } from '../src/wasm/kernel-fields';
import { blocks, float, int } from './memory';
import { recordBytes } from './octets';

/** A row's input, Σ_j weight_j · E[token_j] (Superposed Decoding §3.2), into the residual stream. */
export function embedTile(row: i32): void {
  const bytes: usize = int(Field.Hidden) * 4;
  const out: usize = int(Field.Residual) + row * bytes;
  memory.fill(out, 0, bytes);
  const mix = int(Field.Mix);
  for (let j = row * mix; j < (row + 1) * mix; j++) {
    const weight = load<f32>(int(Field.Weights) + j * 4) * float(Field.EmbeddingScale);
    if (weight != 0) addToken(load<i32>(int(Field.TokenIds) + j * 4), weight, out);
  }
}

function addToken(token: i32, weight: f32, out: usize): void {
  const matrix: usize = int(Field.Embedding);
  const form = <Form>load<i32>(matrix + MatrixField.Form);
  const count = blocks(matrix);
  const bytes = recordBytes(form);
  let record: usize = load<i32>(matrix + MatrixField.Address) + (token >> 3) * count * bytes;
  const lane: usize = token & 3;
  const half: usize = (token >> 2) & 1;
  for (let b = 0; b < count; b++) {
    addBlock(form, record, half, lane, weight, out);
    record += bytes;
    out += 128;
  }
}

/** 32 columns of a record's feature 4 · half + lane, times a weight. */
function addBlock(form: Form, record: usize, half: usize, lane: usize, weight: f32, out: usize): void {
  let scales: usize = record + half * 16 + lane * 4;
  let second: usize = 0;
  let minimum: f32 = 0;
  if (form == Form.Four) {
    scales += 128 + half * 16;
    minimum = weight * load<f32>(scales, 16);
  } else {
    scales += form == Form.Sixteen ? 512 : 256;
    if (form != Form.Eight) second = 32;
    if (form == Form.Wide) minimum = weight * load<f32>(scales, 64);
  }
  for (let column: usize = 0; column < 32; column++) {
    const scale = weight * load<f32>(column < 16 ? scales : scales + second);
    const code = <f32>codeAt(form, record, half, lane, column);
    store<f32>(out + column * 4, load<f32>(out + column * 4) + scale * code + minimum);
  }
}

function codeAt(form: Form, record: usize, half: usize, lane: usize, column: usize): i32 {
  if (form == Form.Four) {
    const word = load<u32>(record + half * 64 + (column >> 3) * 16 + lane * 4);
    return (word >> (<u32>((column & 7) >> 1) * 4 + <u32>(column & 1) * 16)) & 15;
  }
  const pair = (column >> 1) * 4 + lane;
  if (form == Form.Sixteen) return load<i16>(record + half * 256 + pair * 4 + (column & 1) * 2);
  return load<i8>(record + half * 128 + pair * 2 + (column & 1));
}
