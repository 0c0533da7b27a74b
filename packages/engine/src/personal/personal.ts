import { PersonalNgrams, type NgramTable, type PersonalSnapshot } from '@superposed/ngram';
import type { PersonalExport } from '../protocol/protocol';
import { PersonalStore } from './personal-store';
import type { Tokenizer } from '../text/tokenizer';

/** Milliseconds between learning and writing it down; more that is learned meanwhile is written with it. */
const SAVE_AFTER = 1000;

/**
 * What one writer accepted and typed, as n-grams over the table. It never leaves this browser: kept in IndexedDB,
 * nothing of it is ever sent.
 */
export class Personal {
  /** The table with the writer's own n-grams laid over it. */
  readonly source: PersonalNgrams;
  private saving: ReturnType<typeof setTimeout> | undefined;
  private opening: Promise<PersonalStore | null> | undefined;

  private constructor(
    table: NgramTable,
    private readonly tokenizer: Tokenizer,
    private readonly fingerprint: string,
    private readonly wanted: boolean,
    private readonly onWarning: (error: unknown) => void,
  ) {
    this.source = new PersonalNgrams(table);
  }

  /**
   * Opens what was kept.
   * @param wanted whether the writer agreed; without that nothing is read, learned or kept, and storage is not touched,
   *   but what was kept before can still be exported and deleted
   * @param onWarning hears that nothing can be kept here; then what is learned lasts until the page is left
   */
  static async open(
    table: NgramTable,
    tokenizer: Tokenizer,
    fingerprint: string,
    wanted: boolean,
    onWarning: (error: unknown) => void,
  ): Promise<Personal> {
    const personal = new Personal(table, tokenizer, fingerprint, wanted, onWarning);
    if (!wanted) return personal;
    try {
      const kept = await (await personal.store())?.read(fingerprint);
      if (kept) personal.source.restore(kept);
    } catch (error) {
      onWarning(error);
    }
    return personal;
  }

  /** Takes in a text that the writer has typed or accepted; each stretch of text once. */
  learn(text: string): void {
    if (!this.wanted) return;
    this.source.learn(this.tokenizer.encode(text, true));
    this.saving ??= setTimeout(() => void this.save(), SAVE_AFTER);
  }

  /** All that is kept, with its text. */
  async export(): Promise<PersonalExport> {
    const kept = this.wanted ? this.source.snapshot() : await (await this.store())?.read(this.fingerprint);
    return {
      format: 'superposed-personal',
      version: 1,
      tokenizer: this.fingerprint,
      ngrams: this.list(kept),
    };
  }

  /** Forgets everything, here and in the browser's storage. */
  async delete(): Promise<void> {
    clearTimeout(this.saving);
    this.saving = undefined;
    this.source.clear();
    await (await this.store())?.clear();
  }

  /** Opened when it is first needed; null where the browser lets nothing be kept. */
  private store(): Promise<PersonalStore | null> {
    return (this.opening ??= PersonalStore.open().catch((error: unknown) => {
      if (this.wanted) this.onWarning(error);
      return null;
    }));
  }

  private async save(): Promise<void> {
    this.saving = undefined;
    await (await this.store())?.write(this.fingerprint, this.source.snapshot()).catch(this.onWarning);
  }

  private list(kept: PersonalSnapshot | undefined): PersonalExport['ngrams'] {
    let at = 0;
    return Array.from(kept?.orders ?? [], (order, i) => {
      const tokens = [...kept!.tokens.subarray(at, (at += order))];
      return { text: this.tokenizer.decode(tokens), tokens, weight: kept!.weights[i]! };
    });
  }
}
