import { MAX_TOP_M } from '@superposed/decoding';

/** Tokens of which a pass computes the logits, eight neighbouring ids at a time. */
export interface HeadOctets {
  /** Which octets, ascending, −1 at the end where there is none: a multiple of four. */
  readonly list: Int32Array;
  /** Where a token's logit stands among theirs. */
  readonly placeOf: (id: number) => number;
}

/** Tokens with which most passes do. */
export class Shortlist {
  private readonly octets: ReadonlySet<number>;
  private readonly alone: HeadOctets;

  /** @param ids in any order */
  constructor(
    ids: Iterable<number>,
    private readonly vocabularySize: number,
  ) {
    this.octets = new Set(Array.from(ids, (id) => id >> 3));
    this.alone = layOut(this.octets);
  }

  /** The octets that it and `named` are in; null where all tokens are hardly more work. */
  with(named: Iterable<number>): HeadOctets | null {
    const octets = new Set(this.octets);
    for (const id of named) octets.add(id >> 3);
    // The last octet may not be full.
    if (8 * octets.size < MAX_TOP_M + 8 || 10 * octets.size > this.vocabularySize) return null;
    return octets.size === this.octets.size ? this.alone : layOut(octets);
  }
}

function layOut(octets: ReadonlySet<number>): HeadOctets {
  const list = new Int32Array(Math.ceil(octets.size / 4) * 4).fill(-1);
  list.set(Int32Array.from(octets).sort());
  const places = new Map<number, number>();
  for (let i = 0; i < octets.size; i++) places.set(list[i]!, i);
  return { list, placeOf: (id) => (places.get(id >> 3) ?? 0) * 8 + (id & 7) };
}
