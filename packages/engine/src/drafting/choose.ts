import type { Draft as TokenDraft } from '@superposed/decoding';
import { confidenceFeatures, confidenceOf, type ConfidenceWeights } from './confidence';
import { endsSentence, tidy } from '../text/draft-text';
import type { Draft } from '../protocol/drafts';
import type { Tokenizer } from '../text/tokenizer';
import type { Plan } from './plan';
import { sensibleLength, type TrimRule } from './trim';

/**
 * What a writer is shown of some drafts: each to where it stops making sense, in whole words, none twice, none that
 * begins with another's first word, the surest first.
 * @param weights of the confidence; none: the drafts say that theirs is not calibrated
 */
export function chooseDrafts(
  drafts: readonly TokenDraft[],
  tokenizer: Tokenizer,
  { typed, threshold, trim }: Pick<Plan, 'typed' | 'threshold' | 'trim'>,
  weights?: ConfidenceWeights,
): Draft[] {
  const features = confidenceFeatures(drafts, typed, tokenizer);
  const offered = drafts.map((draft, i): Draft => {
    const { tokens, finished } = draft;
    const length = trim ? sensibleLength(draft, tokenizer, trim) : tokens.length;
    const cut = length < tokens.length;
    const text = tokenizer.decode(finished && !cut ? tokens.slice(0, -1) : tokens.slice(0, length));
    const confidence = confidenceOf(features[i]!, weights);
    return {
      text: tidy(text.slice(typed.length), finished || cut, typed),
      confidence,
      source: 'model',
      ...(!weights && { calibrated: false }),
    };
  });
  // A mark alone is no quicker to take than to type; the paper's drafts are shown as they are.
  const something = trim ? /[\p{L}\p{N}]/u : /\S/u;
  const seen = new Set<string>();
  const shown = offered
    .sort((a, b) => b.confidence - a.confidence)
    .filter(({ text }) => {
      if (!something.test(text) || seen.has(text)) return false;
      seen.add(text);
      return true;
    });
  // A draft that is left out makes the others no surer.
  return shown.some(({ confidence }) => confidence >= threshold) ? shown : [];
}

/** Whether nothing that a writer would be shown can come after a draft: its sentence or line, or its sense, has ended. */
export function isOver(draft: TokenDraft, tokenizer: Tokenizer, trim: TrimRule): boolean {
  return (
    endsSentence(tokenizer.decode(draft.tokens)) ||
    sensibleLength(draft, tokenizer, trim) < draft.tokens.length
  );
}
