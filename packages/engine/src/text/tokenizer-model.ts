/** What one kind of tokenizer makes of plain text: text without user-defined tokens in it. */
export interface TokenizerModel {
  /** Whether a text begins with a space more than is written. */
  readonly addsSpace: boolean;
  /** Whether no token reaches over the space between two words. */
  readonly wordwise: boolean;
  /** Token ids of a text. */
  encode(text: string): number[];
  /** A text as it stands in the vocabulary's pieces. */
  spell(text: string): string;
  /** The UTF-8 bytes that a token stands for. */
  bytes(id: number): Uint8Array;
  /** See `Tokenizer.rank`. */
  rank(id: number): number;
}
