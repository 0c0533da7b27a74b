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

  constructor(private readonly model: LanguageModel) {}

  /**
   * What comes after some beginnings of `prompt`, with the logits of the tokens that each asks for. Runs what is not in
   * the cache yet, and at least the rows from the end of the shortest beginning on; the cache may hold more than the
   * prompt afterwards (see `rewind`).
   * @param prompt token ids, at least one
   * @param probes by ascending length, from 1 to the prompt's; none: the prompt is read, no more
   * @param most rows of a pass
   * @returns in the probes' order
   */
  async read(
    prompt: readonly number[],
    probes: readonly Probe[],
    signal: AbortSignal,
    most = CHUNK,
  ): Promise<NextTokens[]> {
    const end = probes.at(-1)?.length ?? prompt.length;
    const first = probes[0] ? probes[0].length - 1 : end;
    const start = Math.min(this.shared(prompt), first);
    // What is in the cache beyond a prompt that is read alone does no harm.
    if (start < end) this.rewind(start);
    const targets = new Map(probes.map((probe) => [probe.length, probe.targets]));
    const scored: NextTokens[] = [];
    while (this.ids.length < end) {
      signal.throwIfAborted();
      const at = this.ids.length;
      const chunk = prompt.slice(at, Math.min(at + most, end));
      const rows = chunk.map((id, i): Row => {
        const asked = targets.get(at + i + 1);
        return { tokens: [id], position: at + i, scored: asked !== undefined, targets: asked };
      });
      scored.push(...(await this.model.forward(rows)));
      this.ids.push(...chunk);
      await pause();
    }
    return scored;
  }

  /** Whether the cache holds `prompt`, and maybe more. */
  holds(prompt: readonly number[]): boolean {
    return this.shared(prompt) === prompt.length;
  }

  /** Forgets all tokens from `length` on. */
  rewind(length: number): void {
    this.model.truncate(length);
    this.ids.length = length;
  }

  /** How many tokens prompt and cache begin with in common. */
  private shared(prompt: readonly number[]): number {
    let length = 0;
    while (length < prompt.length && this.ids[length] === prompt[length]) length++;
    return length;
  }
}
