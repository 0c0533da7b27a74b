import type { FuseMap } from '../format/fuse';

/** Most successors that are looked up together. */
export const BLOCK = 64;

/** Some bigrams of a shard's row for the last token of a context, and what is stored of them after two tokens. */
export class SuccessorBlock {
  /** How many there are, at most `BLOCK`. */
  count = 0;
  /** Where each lies among the shard's bigrams. */
  readonly at = new Int32Array(BLOCK);
  /** Probability after two tokens; −1 where none is stored. */
  readonly trigram = new Float64Array(BLOCK);
  /** Whether that is shard 0's: 1 or 0. */
  readonly ofFirst = new Uint8Array(BLOCK);
  /** How many of them are chosen for the next look-up. */
  chosen = 0;
  /** Which ones. */
  readonly members = new Uint8Array(BLOCK);
  /** Their levels, −1 for what is not stored. */
  readonly levels = new Int16Array(BLOCK);
  private readonly tokens = new Int32Array(BLOCK);

  /** Chooses one more. */
  choose(member: number, token: number): void {
    this.members[this.chosen] = member;
    this.tokens[this.chosen++] = token;
  }

  /** Looks up the chosen ones after a context, by the halves of its hash. */
  find(fuse: FuseMap, contextA: number, contextB: number): void {
    fuse.findAll(contextA, contextB, this.tokens, this.chosen, this.levels);
  }
}
