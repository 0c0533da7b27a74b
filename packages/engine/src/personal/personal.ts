import { PersonalNgrams, type NgramTable, type PersonalSnapshot } from '@superposed/ngram';
import type { PersonalExport } from '../protocol/protocol';
import { NeverList } from './never';
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
  /** What is never to be offered. */
  readonly never = new NeverList();
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
      const store = await personal.store();
      const kept = await store?.read(fingerprint);
      if (kept) personal.source.restore(kept);
      for (const text of (await store?.readNever()) ?? []) personal.never.add(text);
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

  /** Keeps a text from being offered; where the writer did not agree to storage, until the page is left. */
  async neverSuggest(text: string): Promise<void> {
    this.never.add(text);
    if (this.wanted) await (await this.store())?.writeNever(text);
  }

  /** All that is kept, with its text. */
  async export(): Promise<PersonalExport> {
    const store = this.wanted ? null : await this.store();
    const kept = this.wanted ? this.source.snapshot() : await store?.read(this.fingerprint);
    return {
      format: 'superposed-personal',
      version: 1,
      tokenizer: this.fingerprint,
      ngrams: this.list(kept),
      never: store ? await store.readNever() : this.never.texts,
    };
  }

  /** Forgets everything, here and in the browser's storage. */
  async delete(): Promise<void> {
    clearTimeout(this.saving);
    this.saving = undefined;
    this.source.clear();
    this.never.clear();
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
