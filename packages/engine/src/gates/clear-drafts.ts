import type { GateSettings } from '../protocol/gates';
import type { GateContext } from './gate';

/** Most that are remembered. */
const MOST = 300;

/**
 * Remembers drafts of which no gate held anything back. While the writer types what one says, it comes again at each
 * letter, shorter by that; with the text before it, it reads as it did, so all gates would let it through again.
 */
export class ClearDrafts {
  private readonly known = new Set<string>();
  private about: readonly unknown[] = [];
  /** The latest text, and the one that all drafts were remembered from. */
  private latest = '';
  private start = 0;

  /** Forgets what was clear elsewhere, or otherwise: a text has to have grown at its end alone. */
  at({ text, context, language, languages, wary }: GateContext, settings: GateSettings): void {
    const about = [settings, wary, language, languages, context];
    const elsewhere = !text.startsWith(this.latest) || about.some((each, i) => each !== this.about[i]);
    if (elsewhere || this.known.size > MOST) {
      this.known.clear();
      this.start = text.length;
    }
    this.about = about;
    this.latest = text;
  }

  has(draft: string): boolean {
    return this.known.has(this.latest.slice(this.start) + draft);
  }

  add(draft: string): void {
    this.known.add(this.latest.slice(this.start) + draft);
  }
}
