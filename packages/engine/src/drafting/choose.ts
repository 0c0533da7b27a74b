import type { Draft as TokenDraft } from '@superposed/decoding';
import { confidenceFeatures, confidenceOf, joinedConfidence, type ConfidenceWeights } from './confidence';
import { tidy } from '../text/draft-text';
import type { Draft } from '../protocol/drafts';
import type { Tokenizer } from '../text/tokenizer';
import { shownLength } from './draft-length';
import { isJoined, type Join } from './join';
import type { Plan } from './plan';
import { sensibleLength } from './trim';

/** What of a plan decides what is shown. */
type Choice = Pick<Plan, 'typed' | 'threshold' | 'trim'> & Partial<Pick<Plan, 'length'>>;

/**
 * What a writer is shown of some drafts: each to where it stops making sense, in whole words, none twice, none that
 * begins with another's first word, the surest first.
 * @param weights of the confidence; none: the drafts say that theirs is not calibrated
 * @param joins where each meets what stands after the caret; those that don't are left out. Omitted: nothing stands there
 */
export function chooseDrafts(
  drafts: readonly TokenDraft[],
  tokenizer: Tokenizer,
  { typed, threshold, trim, length = 'sentence' }: Choice,
  weights?: ConfidenceWeights,
  joins?: readonly (Join | null)[],
): Draft[] {
  const features = confidenceFeatures(drafts, typed, tokenizer);
  const made = (text: string, whole: boolean, confidence: number): Draft => ({
    text: tidy(text.slice(typed.length), whole, typed),
    confidence,
    source: 'model',
    ...(!weights && { calibrated: false }),
  });
  const joined = ({ tokens }: TokenDraft, join: Join | null, confidence: number): Draft[] => {
    if (!isJoined(join)) return [];
    const text = tokenizer.decode(tokens.slice(0, join.length));
    return [made(text, true, joinedConfidence(confidence, join.evidence))];
  };
  const offered = drafts.flatMap((draft, i): Draft[] => {
    const { tokens, finished } = draft;
    const confidence = confidenceOf(features[i]!, weights);
    if (joins) return joined(draft, joins[i]!, confidence);
    const sensible = trim ? sensibleLength(draft, tokenizer, trim) : tokens.length;
    const end = shownLength(draft, length, typed, tokenizer, trim) ?? sensible;
    const cut = end < tokens.length;
    const text = tokenizer.decode(finished && !cut ? tokens.slice(0, -1) : tokens.slice(0, end));
    return [made(text, finished || cut, confidence)];
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
