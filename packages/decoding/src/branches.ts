import type { Draft } from './draft';
import type { Row, SlotRange } from './language-model';
import type { Superposition } from './superposition';

/**
 * Which slots of the cache hold what each draft saw while it ran on rows of its own: a tree over one prefix.
 * Drafts are told apart by their opening tokens, so it serves distinct openings only.
 */
export class Branches {
  private readonly slots = new Map<number, SlotRange[]>();
  private readonly superposed: SlotRange[] = [];

  /** @param prefixLength slots of the prompt, which every row sees */
  constructor(private readonly prefixLength: number) {}

  /** A scored row for the last token of each draft: it sees the prompt and that draft's earlier rows. */
  rows(drafts: readonly Draft[], position: number, cacheLength: number): Row[] {
    return drafts.map(({ tokens }, r) => {
      const own = this.slots.get(tokens[0]!) ?? [];
      this.slots.set(tokens[0]!, [...own, [cacheLength + r, cacheLength + r + 1]]);
      return {
        tokens: [tokens[tokens.length - 1]!],
        position,
        sees: [[0, this.prefixLength], ...own],
        scored: true,
      };
    });
  }

  /** One scored row for all drafts: it sees the prompt, the rows of drafts that live, and earlier rows like it. */
  superposedRow(
    superposition: Superposition,
    drafts: readonly Draft[],
    position: number,
    cacheLength: number,
  ): Row {
    const row = { ...superposition, position, scored: true };
    // Nothing has branched: all before is the prompt and rows like this one.
    if (this.slots.size === 0) return row;
    const living = drafts.flatMap(({ tokens }) => this.slots.get(tokens[0]!) ?? []);
    const sees: SlotRange[] = [[0, this.prefixLength], ...living, ...this.superposed];
    this.superposed.push([cacheLength, cacheLength + 1]);
    return { ...row, sees };
  }
}
