import type { NgramSource } from '@superposed/decoding';
import { DraftGates } from '../gates/gates';
import type { Draft } from '../protocol/drafts';
import type { GateName } from '../protocol/gates';
import { NgramDrafter } from './ngram-drafts';
import { wordRanks } from './word-ranks';
import { stepBack } from '../text/prompt';
import { lineAfter } from '../text/draft-text';
import type { SuggestOptions } from '../protocol/options';
import type { Tokenizer } from '../text/tokenizer';

/** Letters of context that are turned into tokens: n-grams look back five. */
const CONTEXT = 160;

/** Drafts by the n-gram table alone, at once: until the model is there, or in its place. */
export class InstantSession {
  private readonly drafter: NgramDrafter;
  private readonly gates: DraftGates;
  /** The latest text before the word at the caret: it stays the same while that is typed. */
  private latest: { readonly head: string; readonly ids: readonly number[] } | undefined;

  constructor(
    source: NgramSource,
    private readonly tokenizer: Tokenizer,
    /** Languages that the table was counted from, ISO 639-1. */
    private readonly languages: readonly string[] = ['en'],
  ) {
    this.drafter = new NgramDrafter(source, tokenizer);
    this.gates = new DraftGates(wordRanks(tokenizer));
  }

  /**
   * Drafts that continue the text, best first; at most k, fewer where the table knows no more.
   * @param onSuppressed hears which gates held drafts back
   */
  suggest(
    request: SuggestOptions & { readonly text: string },
    onSuppressed: (gates: readonly GateName[]) => void = () => undefined,
  ): Draft[] {
    const { text, k = 3, maxTokens = 10, length, after = '', gates: settings } = request;
    const gated = { ...request, languages: this.languages };
    // A table can't tell whether a draft meets what follows.
    const apart = settings?.after !== false && lineAfter(after) !== '' ? 'after' : null;
    const silent = apart ?? this.gates.silences(gated, settings);
    if (silent) {
      onSuppressed([silent]);
      return [];
    }
    const { head, typed } = stepBack(fromWord(text));
    if (this.latest?.head !== head) this.latest = { head, ids: this.tokenizer.encode(head) };
    const context = this.latest.ids;
    const drafts = this.drafter.drafts(context, { k, maxTokens, typed }).map((draft): Draft => {
      const text = length === 'word' ? firstWord(draft.text) : draft.text;
      return { text, confidence: draft.probability, source: 'ngrams' };
    });
    const kept = this.gates.keep(drafts, gated, settings);
    if (kept.suppressed.length > 0) onSuppressed(kept.suppressed);
    return kept.drafts;
  }
}

/** A draft up to the end of its first word. */
const firstWord = (text: string): string => /^\s*\S*[\p{L}\p{N}]\S*/u.exec(text)?.[0] ?? text;

/** The end of a text, from the beginning of a word. */
function fromWord(text: string): string {
  if (text.length <= CONTEXT) return text;
  const end = text.slice(-CONTEXT);
  const space = end.search(/\s/u);
  return space < 0 ? end : end.slice(space);
}
