import { TEXT_END, TextNgrams } from '@superposed/ngram';
import type { Recall } from '@superposed/decoding';
import type { Tokenizer } from './tokenizer';
import { allWords, startsWithWord } from './words';

/** UTF-16 units at the end of each text that are looked back at; the beginning moves in steps, so that most stays as it was. */
const TEXT = { most: 50_000, step: 10_000 };

/** Units of a stretch without the end of a line or sentence that is read as one piece. */
const MOST_PIECE = 2000;

/** Where a text may be cut so that its pieces are the same tokens as the whole. */
const PIECES = new RegExp(`[^\\n]{1,${MOST_PIECE}}?(?:[.!?](?= )|(?=\\n)|$)|\\n|[^\\n]{${MOST_PIECE}}`, 'gu');

/** What a piece of text is made of. */
interface Piece {
  readonly ids: readonly number[];
  readonly words: readonly string[];
}

/** A word that stands in the text already, for what is typed of it. */
export interface KnownWord {
  readonly word: string;
  readonly count: number;
}

/**
 * What the writer has before them: the text above the caret and its context, all of it, and not only what the model
 * reads. It tells what followed the last tokens there, and which of its words begin with some letters.
 */
export class OwnText {
  private readonly ngrams: TextNgrams;
  /** The pieces of the latest texts: most of them are the same at the next key. */
  private known = new Map<string, Piece>();
  private pieces: readonly Piece[] = [];
  private counts: Map<string, number> | undefined;

  /** @param read whether the model reads these texts too */
  constructor(
    private readonly tokenizer: Tokenizer,
    read = true,
  ) {
    this.ngrams = new TextNgrams((id) => startsWithWord(tokenizer.piece(id)), read);
  }

  /** Takes the place of what was there. @param texts what does not follow on from each other */
  set(texts: readonly string[]): void {
    const known = new Map<string, Piece>();
    const pieces: Piece[] = [];
    const ids: number[] = [];
    for (const text of texts) {
      if (ids.length > 0) ids.push(TEXT_END);
      for (const [piece] of lastPart(text).matchAll(PIECES)) {
        const read = known.get(piece) ?? this.known.get(piece) ?? this.read(piece);
        known.set(piece, read);
        pieces.push(read);
        for (const id of read.ids) ids.push(id);
      }
    }
    this.known = known;
    this.pieces = pieces;
    this.counts = undefined;
    this.ngrams.set(ids);
  }

  /** What followed the last tokens of a context; null where nothing did. */
  recall(context: readonly number[]): Recall | null {
    return this.ngrams.recall(context);
  }

  /** Words of the text that begin with some letters, case aside, most frequent first. @param letters at least one */
  wordsFrom(letters: string): KnownWord[] {
    this.counts ??= this.countWords();
    const prefix = letters.toLowerCase();
    const found: KnownWord[] = [];
    for (const [word, count] of this.counts) {
      if (word.length >= letters.length && word.slice(0, letters.length).toLowerCase() === prefix)
        found.push({ word, count });
    }
    // Of words as frequent as each other, the latest is likelier.
    return found.reverse().sort((a, b) => b.count - a.count);
  }

  private read(piece: string): Piece {
    return { ids: this.tokenizer.encode(piece, true), words: allWords(piece) };
  }

  /** In the order in which they last stand in the text. */
  private countWords(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { words } of this.pieces) {
      for (const word of words) {
        const count = counts.get(word) ?? 0;
        counts.delete(word);
        counts.set(word, count + 1);
      }
    }
    return counts;
  }
}

function lastPart(text: string): string {
  const excess = text.length - TEXT.most;
  return excess <= 0 ? text : text.slice(Math.ceil(excess / TEXT.step) * TEXT.step);
}
