import type { NgramSource } from '@superposed/decoding';
import type { Draft } from '../protocol/drafts';
import { NgramDrafter } from './ngram-drafts';
import { stepBack } from '../text/prompt';
import type { SuggestOptions } from '../protocol/options';
import type { Tokenizer } from '../text/tokenizer';

/** Letters of context that are turned into tokens: n-grams look back five. */
const CONTEXT = 160;

/** Drafts by the n-gram table alone, at once: until the model is there, or in its place. */
export class InstantSession {
  private readonly drafter: NgramDrafter;

  constructor(
    source: NgramSource,
    private readonly tokenizer: Tokenizer,
  ) {
    this.drafter = new NgramDrafter(source, tokenizer);
  }

  /** Drafts that continue the text, best first; at most k, fewer where the table knows no more. */
  suggest({ text, k = 3, maxTokens = 10 }: SuggestOptions & { readonly text: string }): Draft[] {
    const { head, typed } = stepBack(fromWord(text));
    const context = this.tokenizer.encode(head);
    return this.drafter.drafts(context, { k, maxTokens, typed }).map((draft) => {
      return { text: draft.text, confidence: draft.probability, source: 'ngrams' };
    });
  }
}

/** The end of a text, from the beginning of a word. */
function fromWord(text: string): string {
  if (text.length <= CONTEXT) return text;
  const end = text.slice(-CONTEXT);
  const space = end.search(/\s/u);
  return space < 0 ? end : end.slice(space);
}
