import type { PersonalSnapshot } from '@superposed/ngram';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** Everything of it lies in this browser, in the page's own origin. */
const DATABASE = 'superposed-personal';

interface Schema extends DBSchema {
  /** By the fingerprint of the vocabulary that the token ids belong to. */
  ngrams: { key: string; value: PersonalSnapshot };
  /** What is never to be offered, by itself. */
  never: { key: string; value: string };
}

const VERSION = 2;

/** Keeps what is known of one writer from one visit to the next. */
export class PersonalStore {
  private constructor(private readonly database: IDBPDatabase<Schema>) {}

  /** @throws {DOMException} the browser lets nothing be kept here */
  static async open(): Promise<PersonalStore> {
    const database = await openDB<Schema>(DATABASE, VERSION, {
      upgrade: (database, before) => {
        if (before < 1) database.createObjectStore('ngrams');
        database.createObjectStore('never');
      },
      // Another tab may want to change or delete it.
      blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
    });
    return new PersonalStore(database);
  }

  read(tokenizer: string): Promise<PersonalSnapshot | undefined> {
    return this.database.get('ngrams', tokenizer);
  }

  async write(tokenizer: string, snapshot: PersonalSnapshot): Promise<void> {
    await this.database.put('ngrams', snapshot, tokenizer);
  }

  readNever(): Promise<string[]> {
    return this.database.getAll('never');
  }

  async writeNever(text: string): Promise<void> {
    await this.database.put('never', text, text);
  }

  /** Deletes everything, of all vocabularies. */
  async clear(): Promise<void> {
    await Promise.all([this.database.clear('ngrams'), this.database.clear('never')]);
  }
}
