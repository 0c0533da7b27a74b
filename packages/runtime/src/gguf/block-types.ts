import { IQ4_NL, IQ4_XS, MXFP4 } from './table-blocks';
import { Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, type ReadBlock } from './plain-blocks';
import { Q4_K, Q5_K, Q6_K } from './super-blocks';

/** How a tensor type stores its elements. */
export interface BlockType {
  /** Its number in ggml. */
  readonly number: number;
  /** Bytes and elements of one block of the file. */
  readonly bytes: number;
  readonly elements: number;
  /** Bits that hold every code of the type; floats have none. */
  readonly bits: 4 | 8 | null;
  /** What is added to a code so that it is not negative, where it has 4 bits. */
  readonly zero: number;
  /** Each half of 32 elements has a scale of its own. */
  readonly halves: boolean;
  /** Blocks have a minimum that is added to each element. */
  readonly minima: boolean;
  /** Reads 32 elements; floats are read one by one. */
  readonly read: ReadBlock | null;
}

const type = (
  number: number,
  bytes: number,
  elements: number,
  more: Partial<BlockType> & Pick<BlockType, 'read'>,
): BlockType => ({ number, bytes, elements, bits: 8, zero: 0, halves: false, minima: false, ...more });

/** Tensor types that the runtime reads. */
export const BLOCK_TYPES = {
  F32: type(0, 4, 1, { bits: null, read: null }),
  F16: type(1, 2, 1, { bits: null, read: null }),
  BF16: type(30, 2, 1, { bits: null, read: null }),
  Q8_0: type(8, 34, 32, { read: Q8_0 }),
  Q4_0: type(2, 18, 32, { bits: 4, zero: 8, read: Q4_0 }),
  Q4_1: type(3, 20, 32, { bits: 4, minima: true, read: Q4_1 }),
  Q5_0: type(6, 22, 32, { read: Q5_0 }),
  Q5_1: type(7, 24, 32, { minima: true, read: Q5_1 }),
  Q4_K: type(12, 144, 256, { bits: 4, minima: true, read: Q4_K }),
  Q5_K: type(13, 176, 256, { minima: true, read: Q5_K }),
  Q6_K: type(14, 210, 256, { halves: true, read: Q6_K }),
  IQ4_NL: type(20, 18, 32, { read: IQ4_NL }),
  IQ4_XS: type(23, 136, 256, { read: IQ4_XS }),
  MXFP4: type(39, 17, 32, { read: MXFP4 }),
} as const satisfies Record<string, BlockType>;
export type TensorType = keyof typeof BLOCK_TYPES;

/** Types that are not read, by their number, to say which one a file has. */
const OTHERS: Readonly<Record<number, string>> = {
  9: 'Q8_1',
  10: 'Q2_K',
  11: 'Q3_K',
  15: 'Q8_K',
  16: 'IQ2_XXS',
  17: 'IQ2_XS',
  18: 'IQ3_XXS',
  19: 'IQ1_S',
  21: 'IQ3_S',
  22: 'IQ2_S',
  24: 'I8',
  25: 'I16',
  26: 'I32',
  27: 'I64',
  28: 'F64',
  29: 'IQ1_M',
  34: 'TQ1_0',
  35: 'TQ2_0',
  40: 'NVFP4',
};

const BY_NUMBER = new Map(
  Object.entries(BLOCK_TYPES).map(([name, { number }]) => [number, name as TensorType]),
);

/** The type of this number; null where it is not read. */
export function tensorType(number: number): TensorType | null {
  return BY_NUMBER.get(number) ?? null;
}

/** Name of a type, for a message. */
export function typeName(number: number): string {
  return BY_NUMBER.get(number) ?? OTHERS[number] ?? `type ${number}`;
}
