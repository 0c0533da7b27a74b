import { EngineError, type PersonalExport, type SuggestionClient } from '@superposed/engine';
import type { AttachedField, FieldEvents } from '../fields/attached-field';
import type { EngineLink } from '../engine/engine-link';
import type { Learner } from './learner';

/** Between a field and what is learned from its writer. What does the work is loaded where a page wants it. */
export class Learning implements Pick<FieldEvents, 'written' | 'moved' | 'left'> {
  private learner: Learner | undefined;
  private wanted = false;

  constructor(
    private readonly field: AttachedField,
    private readonly link: EngineLink,
  ) {}

  start(): void {
    this.wanted = true;
    void this.load();
  }

  /** What is not learned yet is learned now. */
  stop(): void {
    this.left();
    this.wanted = false;
    this.learner = undefined;
  }

  written(foreign?: boolean): void {
    this.learner?.written(foreign);
  }

  moved(): void {
    this.learner?.moved();
  }

  left(): void {
    this.learner?.left();
  }

  async export(): Promise<PersonalExport | null> {
    return this.client.exportPersonal();
  }

  async delete(): Promise<void> {
    await this.client.deletePersonal();
  }

  async never(text: string): Promise<void> {
    await this.client.neverSuggest(text);
  }

  private async load(): Promise<void> {
    const { Learner } = await import('./learner');
    if (!this.wanted) return;
    this.learner ??= new Learner(
      () => this.field.read(),
      (text) => this.link.client?.learn(text),
    );
    this.moved();
  }

  private get client(): SuggestionClient {
    if (this.link.client) return this.link.client;
    throw new EngineError(
      'no-worker',
      'The suggestion worker is not running. Enable the element, or answer its question about the download.',
    );
  }
}
