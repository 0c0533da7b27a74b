import { isAbort, type Draft, type EngineError } from '@superposed/engine';
import { SILENT, update, type Change, type Query, type State } from './state';

/** Milliseconds between drafts that grow on show: on a quick device each step would draw them anew, for nobody to see. */
const GROWTH = 30;

/** What happens outside of the state when it changes. */
export interface Effects {
  /** Gets drafts from the worker; null while there is none. */
  ask(text: string, onDrafts: (drafts: Draft[]) => void, signal: AbortSignal): Promise<Draft[]> | null;
  /** Drafts have come; false keeps them from being shown. */
  suggested(text: string, drafts: readonly Draft[], done: boolean, milliseconds: number): boolean;
  failed(error: EngineError): void;
  changed(state: State): void;
  /** Does what was asked for last, with the next frame. */
  inNextFrame(task: () => void): void;
}

/** Holds the state, and does what its changes call for: a new query aborts the one before and asks the worker. */
export class Suggestions {
  state: State = SILENT;
  private request: AbortController | undefined;

  constructor(private readonly effects: Effects) {}

  dispatch(change: Change): void {
    const before = this.state;
    this.state = update(before, change);
    if (this.state === before) return;
    const { query } = this.state;
    if (query !== before.query) {
      this.request?.abort();
      this.request = undefined;
    }
    this.effects.changed(this.state);
    if (query && query !== before.query && query === this.state.query) void this.ask(query);
  }

  private async ask(query: Query): Promise<void> {
    const request = new AbortController();
    this.request = request;
    const start = performance.now();
    let last = 0;
    let waiting: Change | undefined;
    const show = (drafts: readonly Draft[], done: boolean): void => {
      const now = performance.now();
      if (request.signal.aborted || (!done && now - last < GROWTH)) return;
      last = now;
      const allowed = this.effects.suggested(query.text, drafts, done, now - start);
      const arrived: Change = { type: 'drafts', query, drafts: allowed ? drafts : [], done };
      waiting = arrived;
      // Not before they are drawn: a key puts in what its writer saw.
      this.effects.inNextFrame(() => {
        if (waiting === arrived) this.dispatch(arrived);
      });
    };
    try {
      const drafts = await this.effects.ask(query.text, (growing) => show(growing, false), request.signal);
      show(drafts ?? [], true);
    } catch (error) {
      waiting = undefined;
      this.dispatch({ type: 'failed', query });
      if (!isAbort(error)) this.effects.failed(error as EngineError);
    }
  }
}
