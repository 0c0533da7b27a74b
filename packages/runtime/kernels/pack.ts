import { BYTES_EIGHT, BYTES_FOUR, BYTES_WIDE, PackedFrom } from '../src/wasm/kernel-fields';
import { packFour, readEight, writeEight } from './pack-blocks';

/**
 * Turns rows of a GGUF tensor into the records that the products read.
 * @param from blocks as in the file, row after row
 * @param rows of this run; `to` is where the first one's record begins
 * @param blocks of 32 columns
 */
export function pack(from: usize, to: usize, rows: i32, blocks: i32, type: PackedFrom): void {
  const record = recordOf(type);
  const bytes = bytesOf(type);
  const last = partsOf(type) - 1;
  for (let row = 0; row < rows; row++) {
    let out: usize = to + (row >> 3) * blocks * record;
    const feature: usize = row & 7;
    for (let b = 0; b < blocks; b++) {
      const part = b & last;
      if (record == BYTES_FOUR) packFour(from, out, feature, part, type);
      else {
        readEight(from, part, type);
        writeEight(out, feature, record == BYTES_WIDE);
      }
      if (part == last) from += bytes;
      out += record;
    }
  }
}

function recordOf(type: PackedFrom): i32 {
  if (type == PackedFrom.Q4_0 || type == PackedFrom.Q4_1 || type == PackedFrom.Q4_K) return BYTES_FOUR;
  return type == PackedFrom.Q8_0 || type == PackedFrom.Q5_0 ? BYTES_EIGHT : BYTES_WIDE;
}

/** Bytes of a block of the file. */
function bytesOf(type: PackedFrom): i32 {
  switch (type) {
    case PackedFrom.Q8_0:
      return 34;
    case PackedFrom.Q4_0:
      return 18;
    case PackedFrom.Q4_1:
      return 20;
    case PackedFrom.Q5_0:
      return 22;
    case PackedFrom.Q5_1:
      return 24;
    case PackedFrom.Q4_K:
      return 144;
    case PackedFrom.Q5_K:
      return 176;
    default:
      return 210;
  }
}

/** Blocks of 32 columns in a block of the file. */
function partsOf(type: PackedFrom): i32 {
  return type == PackedFrom.Q4_K || type == PackedFrom.Q5_K || type == PackedFrom.Q6_K ? 8 : 1;
}
