import { connect, type Port, type SuggestionClient } from '@superposed/engine';
import type { FieldText } from '../fields/field-adapter';
import type { Writing } from './state';
import { Suggestions } from './suggestions';

const DRAFTS = [' be glad', ' be', ' go home now', 'ing', 's', '. Then we', 'e glad'];

interface Message {
  readonly type: string;
  readonly id: number;
  readonly text: string;
}

/** A worker that answers when the test says so. */
class ManualWorker implements Port {
  onmessage: Port['onmessage'] = null;
  onerror: Port['onerror'] = null;
  onmessageerror: Port['onmessageerror'] = null;
  readonly asked: Message[] = [];
  ended = false;

  constructor(private readonly bench: Bench) {}

  postMessage(message: Message): void {
    if (message.type === 'suggest') this.asked.push(message);
    else if (message.type === 'ping') this.say({ type: 'pong' });
  }

  terminate(): void {
    this.ended = true;
  }

  /** Answers one of all the requests so far, cancelled ones too, with drafts that begin at `first`. */
  answer(back: number, first: number, done: boolean): void {
    const request = this.asked.at(-1 - (back % (this.asked.length || 1)));
    if (!request) return;
    const drafts = [0, 1, 2].map((i) => DRAFTS[(first + i) % DRAFTS.length]!);
    for (const draft of drafts) this.bench.made.add(request.text + draft);
    const list = drafts.map((text) => ({ text, confidence: 0.5, source: 'model' }));
    this.say({ type: 'drafts', id: request.id, drafts: list, done });
  }

  say(data: unknown): void {
    // As with a real port, a message may still come from a worker that was ended.
    this.onmessage?.call(this as unknown as Worker, { data } as MessageEvent);
  }

  crash(): void {
    this.onerror?.call(this as unknown as Worker, { message: 'out of memory' } as ErrorEvent);
  }
}

/** A field, its state and its client, with a worker that a test holds in its hands. */
export class Bench {
  text = '';
  caret = 0;
  /** Whether the last change of the text was a correction, and nobody asked for drafts since. */
  corrected = false;
  /** Every text that some draft of the worker's leads to. */
  readonly made = new Set<string>();
  readonly workers: ManualWorker[] = [];
  readonly client: SuggestionClient;
  readonly suggestions: Suggestions;
  /** What the next frame begins with. */
  private task = (): void => undefined;

  constructor() {
    const config = { modelUrl: 'm', ngramsUrl: null, ortUrl: 'o/', device: 'wasm' } as const;
    this.client = connect(config, {}, () => {
      const worker = new ManualWorker(this);
      this.workers.push(worker);
      return worker;
    });
    this.suggestions = new Suggestions({
      ask: (text, onDrafts, signal) => this.client.suggest(text, { signal }, onDrafts),
      suggested: () => true,
      failed: () => undefined,
      changed: () => undefined,
      inNextFrame: (task) => (this.task = task),
    });
  }

  get worker(): ManualWorker {
    return this.workers.at(-1)!;
  }

  get field(): FieldText {
    const { text, caret } = this;
    return { before: text.slice(0, caret), after: text.slice(caret), room: Infinity, multiline: true };
  }

  /** Nothing happens where there is nothing to delete, as in a browser. */
  write(inserted: string, by: Writing, back = 0, ahead = 0): void {
    const { text, caret } = this;
    if (inserted === '' && Math.min(back, caret) + ahead === 0) return;
    this.corrected = by === 'correction';
    const start = Math.max(0, caret - back);
    this.text = text.slice(0, start) + inserted + text.slice(caret + ahead);
    this.caret = start + inserted.length;
    this.suggestions.dispatch({ type: 'written', field: this.field, ask: true, by });
  }

  ask(): void {
    this.corrected = false;
    this.suggestions.dispatch({ type: 'asked', field: this.field });
  }

  frame(): void {
    this.task();
  }

  /** As when a worker is ready. */
  look(): void {
    this.suggestions.dispatch({ type: 'written', field: this.field, ask: true });
  }

  move(to: number): void {
    this.caret = to % (this.text.length + 1);
    this.suggestions.dispatch({ type: 'moved', field: this.field });
  }

  accept(index: number): void {
    const { suggestions } = this.suggestions.state;
    const suggestion = suggestions[index % (suggestions.length || 1)];
    if (suggestion) this.write(suggestion.text, 'draft', 0, suggestion.skip);
  }
}
