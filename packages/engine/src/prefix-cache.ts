import type { LanguageModel, NextTokens } from '@superposed/decoding';
import { pause } from './pause';

/** Rows of one prefill pass: long enough to be quick, short enough to stop soon when the writer types on. */
const CHUNK = 64;

/** Keeps the model's key/value cache from one prompt to the next where they begin alike. */
export class PrefixCache {
  private ids: number[] = [];
  /** What the model says after the first n ids. */
  private readonly scored = new Map<number, NextTokens>();

  constructor(private readonly model: LanguageModel) {}

  /**
   * What comes after `prompt`. Only tokens after the longest common prefix with the cache are run; the cache may
   * hold more than the prompt afterwards (see `rewind`).
   * @param prompt token ids, at least one
   */
  async next(prompt: readonly number[], signal: AbortSignal): Promise<NextTokens> {
    let length = 0;
    while (length < prompt.length && this.ids[length] === prompt[length]) length++;
    const known = this.scored.get(prompt.length);
    if (length === prompt.length && known) return known;
    this.rewind(Math.min(length, prompt.length - 1));
    while (this.ids.length < prompt.length) {
      signal.throwIfAborted();
      await this.run(prompt.slice(this.ids.length, this.ids.length + CHUNK), prompt.length);
      await pause();
    }
    return this.scored.get(prompt.length)!;
  }

  /** Forgets all tokens from `length` on. */
  rewind(length: number): void {
    this.model.truncate(length);
    this.ids.length = length;
    for (const key of this.scored.keys()) if (key > length) this.scored.delete(key);
  }

  private async run(chunk: readonly number[], promptLength: number): Promise<void> {
    const start = this.ids.length;
    const rows = chunk.map((id, i) => ({
      tokens: [id],
      position: start + i,
      scored: start + i === promptLength - 1,
    }));
    const [next] = await this.model.forward(rows);
    this.ids.push(...chunk);
    if (next) this.scored.set(promptLength, next);
  }
}
