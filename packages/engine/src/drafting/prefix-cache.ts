import type { LanguageModel, NextTokens, Row } from '@superposed/decoding';
import { pause } from './pause';

/** Rows of one prefill pass: long enough to be quick, short enough to stop soon when the writer types on. */
const CHUNK = 64;

/** A beginning of a prompt that is asked what comes next. */
export interface Probe {
  /** Tokens of the beginning. */
  readonly length: number;
  /** Tokens whose logits are wanted besides the best ones. */
  readonly targets: readonly number[];
}

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

  /**
   * What comes after some beginnings of `prompt`, with the logits of the tokens that each asks for. Runs at least the
   * rows from the end of the shortest beginning on.
   * @param probes by ascending length, at least one; lengths from 1 to the prompt's
   */
  async probe(
    prompt: readonly number[],
    probes: readonly Probe[],
    signal: AbortSignal,
  ): Promise<NextTokens[]> {
    const first = probes[0]!.length - 1;
    if (first > 0) await this.fill(prompt.slice(0, first), signal);
    signal.throwIfAborted();
    this.rewind(first);
    const targets = new Map(probes.map((probe) => [probe.length, probe.targets]));
    const last = probes.at(-1)!.length;
    const rows = prompt.slice(first, last).map((id, i): Row => {
      const asked = targets.get(first + i + 1);
      return { tokens: [id], position: first + i, scored: asked !== undefined, targets: asked };
    });
    const scored = await this.model.forward(rows);
    this.ids.push(...prompt.slice(first, last));
    return scored;
  }

  /** Whether the cache holds `prompt`, and maybe more. */
  holds(prompt: readonly number[]): boolean {
    return prompt.every((id, i) => this.ids[i] === id);
  }

  /** Sees to it that the cache begins with `prompt`. */
  private async fill(prompt: readonly number[], signal: AbortSignal): Promise<void> {
    let length = 0;
    while (length < prompt.length && this.ids[length] === prompt[length]) length++;
    if (length < prompt.length) this.rewind(length);
    while (this.ids.length < prompt.length) {
      signal.throwIfAborted();
      const chunk = prompt.slice(this.ids.length, this.ids.length + CHUNK);
      await this.model.forward(chunk.map((id, i) => ({ tokens: [id], position: this.ids.length + i })));
      this.ids.push(...chunk);
      await pause();
    }
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
