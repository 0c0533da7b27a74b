import type { Tokenizer } from './tokenizer';

/** Letters by which pieces are found. */
const KEY = 2;

/** Finds the pieces of a vocabulary that begin with some text. */
export class PieceIndex {
  /** Ids by the first letters of their pieces, of which none ends with these. */
  private readonly byStart = new Map<string, number[]>();

  /** What was looked for last: a word that is being typed goes on with it. */
  private latest: { readonly prefix: string; readonly ids: readonly number[] } = { prefix: '', ids: [] };

  constructor(private readonly tokenizer: Pick<Tokenizer, 'pieces' | 'spell' | 'isPlain'>) {
    tokenizer.pieces.forEach((piece, id) => {
      if (!tokenizer.isPlain(id)) return;
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
    const prefix = this.tokenizer.spell(text);
    const { latest } = this;
    const goesOnFrom = prefix.length > KEY && prefix.startsWith(latest.prefix) && latest.prefix !== '';
    const ids = goesOnFrom ? latest.ids : (this.byStart.get(prefix.slice(0, KEY)) ?? []);
    const longer = prefix.length <= KEY ? ids : ids.filter((id) => this.goesOn(id, prefix));
    this.latest = { prefix, ids: longer };
    return longer.length > limit ? longer.slice(0, limit) : longer;
  }

  private goesOn(id: number, prefix: string): boolean {
    const piece = this.tokenizer.pieces[id]!;
    return piece.length > prefix.length && piece.startsWith(prefix);
  }
}
