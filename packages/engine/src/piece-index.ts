import { toByteLevel } from './byte-level';

/** Letters by which pieces are found. */
const KEY = 2;

/** Finds the pieces of a vocabulary that begin with some text. */
export class PieceIndex {
  /** Ids by the first letters of their pieces. */
  private readonly byStart = new Map<string, number[]>();
  private readonly marked: Uint8Array;
  private last: readonly number[] = [];

  /** @param pieces of a byte-level vocabulary, in id order */
  constructor(private readonly pieces: readonly string[]) {
    this.marked = new Uint8Array(pieces.length);
    pieces.forEach((piece, id) => {
      for (let length = 1; length <= Math.min(KEY, piece.length); length++) {
        const key = piece.slice(0, length);
        const ids = this.byStart.get(key);
        if (ids) ids.push(id);
        else this.byStart.set(key, [id]);
      }
    });
  }

  /**
   * Tells which pieces begin with `text` and go on after it.
   * @param text at least a letter
   * @returns good until the next call
   */
  longerThan(text: string): (id: number) => boolean {
    for (const id of this.last) this.marked[id] = 0;
    this.last = this.completions(text);
    for (const id of this.last) this.marked[id] = 1;
    return (id) => this.marked[id] === 1;
  }

  /**
   * The pieces that begin with `text` and go on after it, by id.
   * @param text at least a letter
   */
  completions(text: string, limit = Infinity): number[] {
    const prefix = toByteLevel(text);
    const ids = this.byStart.get(prefix.slice(0, KEY)) ?? [];
    const longer = ids.filter((id) => {
      const piece = this.pieces[id]!;
      return piece.length > prefix.length && piece.startsWith(prefix);
    });
    return longer.slice(0, limit);
  }
}
