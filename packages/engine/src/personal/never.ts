/** Words in lower case, with one space before, between and after them. */
function words(text: string): string {
  return ` ${(text.toLowerCase().match(/[\p{L}\p{N}\p{M}'’]+/gu) ?? []).join(' ')} `;
}

/** Letters before a draft in which a phrase may begin that it completes. */
const BEFORE = 100;

/** What a writer does not want to be offered, whoever comes upon it. */
export class NeverList {
  private readonly phrases = new Map<string, string>();

  /** All of them, as they were given. */
  get texts(): string[] {
    return [...this.phrases.values()];
  }

  /** @param text words; case, punctuation and white space do not count */
  add(text: string): void {
    const phrase = words(text);
    if (phrase.trim() !== '') this.phrases.set(phrase, text.trim());
  }

  clear(): void {
    this.phrases.clear();
  }

  /** The drafts in which none of it stands, nor is completed. */
  allowed<D extends { readonly text: string }>(text: string, drafts: readonly D[]): D[] {
    if (this.phrases.size === 0) return [...drafts];
    const before = text.slice(-BEFORE);
    const said = count(words(before), this.phrases);
    return drafts.filter((draft) => count(words(before + draft.text), this.phrases) <= said);
  }
}

function count(said: string, phrases: ReadonlyMap<string, string>): number {
  // The space after a phrase may be the one before the next.
  return [...phrases.keys()].reduce(
    (sum, phrase) =>
      sum + said.replaceAll(' ', '  ').split(phrase.replaceAll(' ', '  ').slice(1, -1)).length - 1,
    0,
  );
}
