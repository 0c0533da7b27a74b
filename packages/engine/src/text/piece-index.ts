import { toByteLevel } from './byte-level';

/** Letters by which pieces are found. */
const KEY = 2;

/** Finds the pieces of a vocabulary that begin with some text. */
export class PieceIndex {
  /** Ids by the first letters of their pieces, of which none ends with these. */
  private readonly byStart = new Map<string, number[]>();

  /** @param pieces of a byte-level vocabulary, in id order */
  constructor(private readonly pieces: readonly string[]) {
    pieces.forEach((piece, id) => {
      for (let length = 1; length <= Math.min(KEY, piece.length - 1); length++) {
        const key = piece.slice(0, length);
        const ids = this.byStart.get(key);
        if (ids) ids.push(id);
        else this.byStart.set(key, [id]);
      }
    });
  }

  /**
   * The pieces that begin with `text` and go on after it: ids, ascending.
   * @param text at least a letter
   */
  completions(text: string, limit = Infinity): readonly number[] {
    const prefix = toByteLevel(text);
    const ids = this.byStart.get(prefix.slice(0, KEY)) ?? [];
    const longer =
      prefix.length <= KEY
        ? ids
        : ids.filter((id) => this.pieces[id]!.length > prefix.length && this.pieces[id]!.startsWith(prefix));
    return longer.length > limit ? longer.slice(0, limit) : longer;
  }
}
