/** Letters that stand for themselves at once in no word, but for what is chosen from a list in the end. */
const CHOSEN =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Han}\p{Script=Bopomofo}\p{Script=Yi}\uff00-\uffef]/u;
/** How far before a composition its script is looked for: some write it in Latin letters first. */
const NEAR = 12;

/**
 * What an input method composes. Keyboards of phones compose each word of any language, letter by letter; there drafts
 * help as ever. Input methods in which one chooses what was meant have a list of their own, and are left in peace.
 */
export class Composition {
  /** Whether something is being composed. */
  active = false;
  /** Whether drafts would be in the way. */
  silent = false;

  /** What will be composed is not known yet. */
  start(): void {
    this.active = true;
    this.silent = true;
  }

  /**
   * Also of a composition whose start nobody heard: the field was found meanwhile.
   * @param composed what stands in the field for now
   * @param before the text before it; '' where that is not known
   */
  update(composed: string, before: string): void {
    this.active = true;
    this.silent = CHOSEN.test(composed) || CHOSEN.test(before.slice(-NEAR));
  }

  end(): void {
    this.active = false;
    this.silent = false;
  }
}
