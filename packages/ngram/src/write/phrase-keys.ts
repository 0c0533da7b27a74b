import { PHRASE_ORDER } from '../format/format';
import { emptyEntries, setKey } from './fuse-entries';
import type { FuseEntries } from './fuse-write';

/**
 * The phrases of one shard (n-grams of PHRASE_ORDER of which is kept only that they occurred), as what the filter takes
 * of them: two hashes and a token, not six tokens.
 */
export class PhraseKeys {
  /** Bytes a phrase takes at its most: 13 here and what `writeFuse` takes beside them. */
  static readonly WORK_BYTES = 30;
  private readonly tokens = new Int32Array(PHRASE_ORDER);
  private readonly all: FuseEntries;
  private count = 0;

  /** @param most how many phrases there is room for */
  constructor(most: number) {
    this.all = emptyEntries(most);
  }

  /** How many there are. */
  get size(): number {
    return this.count;
  }

  /**
   * Takes in some phrases; none may come twice.
   * @param columns PHRASE_ORDER lists of token ids, the first tokens of all of them, the second ones and so on
   * @throws {RangeError} there is no room for so many
   */
  add(columns: readonly ArrayLike<number>[]): void {
    const { length } = columns[0]!;
    if (this.count + length > this.all.token.length) {
      throw new RangeError(
        `There is room for ${this.all.token.length} phrases, not for ${this.count + length}.`,
      );
    }
    for (let row = 0; row < length; row++) {
      for (let i = 0; i < PHRASE_ORDER; i++) this.tokens[i] = columns[i]![row]!;
      setKey(this.all, this.count++, this.tokens, 0, PHRASE_ORDER);
    }
  }

  /** Forgets all: the room is there for another shard's. */
  clear(): void {
    this.count = 0;
  }

  /** As entries of a filter without levels; of use until the next change. */
  entries(): FuseEntries {
    const { contextA, contextB, token, level } = this.all;
    return {
      contextA: contextA.subarray(0, this.count),
      contextB: contextB.subarray(0, this.count),
      token: token.subarray(0, this.count),
      level: level.subarray(0, this.count),
    };
  }
}
