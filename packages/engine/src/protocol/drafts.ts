export type DraftSource = 'model' | 'ngrams' | 'phrases';

/** One way to go on from the caret. */
export interface Draft {
  /** What to insert at the caret, leading space included. */
  readonly text: string;
  /**
   * The chance that its first word is what the writer wants, 0 … 1: of a model's draft calibrated on paragraphs that
   * were held out (docs/quality.md), of the table's the share among the openings that it knows,
   * of a phrase by how much of it stands there.
   */
  readonly confidence: number;
  /** False where the model came without weights for its confidence: other models' weights made it. Left out else. */
  readonly calibrated?: boolean;
  /**
   * What wrote it. Drafts of the n-gram table fill the time until the model is there, or take its place;
   * phrases are the page's own.
   */
  readonly source: DraftSource;
}

/** Drafts together with the text up to the caret that they continue. */
export interface DraftSet<D extends { readonly text: string } = Draft> {
  readonly text: string;
  readonly drafts: readonly D[];
}

/**
 * The drafts that still hold once the text has become `text`: those that the writer is typing along, less what is
 * typed already. Empty as soon as the writer goes another way, or has typed them out.
 */
export function remaining<D extends { readonly text: string }>(draftSet: DraftSet<D>, text: string): D[] {
  if (!text.startsWith(draftSet.text)) return [];
  const typed = text.slice(draftSet.text.length);
  return draftSet.drafts
    .filter((draft) => draft.text.startsWith(typed))
    .map((draft) => ({ ...draft, text: draft.text.slice(typed.length) }))
    .filter((draft) => draft.text.trim() !== '');
}

/**
 * Whether drafts that the writer types along should be followed by others soon: the caret is at the end of a word, and
 * each of them has one word left.
 */
export function isRunningOut(drafts: readonly Draft[], text: string): boolean {
  const wordsOf = (draft: string): number => draft.trim().split(/\s+/u).length;
  return drafts.every((draft) => (/^\s/u.test(draft.text) || /\s$/u.test(text)) && wordsOf(draft.text) < 2);
}

/** The drafts in their places, each as far as a later one goes on from it; then those that are new. */
export function extended(drafts: readonly Draft[], later: readonly Draft[]): Draft[] {
  const left = [...later];
  const kept = drafts.map((draft) => {
    const index = left.findIndex(({ text }) => text.startsWith(draft.text));
    return index < 0 ? draft : left.splice(index, 1)[0]!;
  });
  return [...kept, ...left].slice(0, Math.max(drafts.length, later.length));
}
