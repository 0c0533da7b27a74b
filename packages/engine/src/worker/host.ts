import type { Draft } from '../protocol/drafts';
import { describeError } from '../protocol/errors';
import type { GateName } from '../protocol/gates';
import { phraseDrafts, withPhrases } from '../drafting/phrases';
import { NeverList } from '../personal/never';
import type { Ngrams } from './load-ngrams';
import { abortable } from '../protocol/abortable';
import type { Engine, LoadHooks } from './engine';
import { Quiet } from '../beside/quiet';
import { InUse } from './in-use';
import { parseRequest, type EngineConfig, type Phase, type Reply, type Request } from '../protocol/protocol';

/** What the host needs, each asked for once, at the first 'load' message, and both at the same time. */
export interface Loaders {
  /** Never rejects; null where there is no table. */
  readonly ngrams: (config: EngineConfig, onWarning: LoadHooks['onWarning']) => Promise<Ngrams | null>;
  readonly engine: (
    config: EngineConfig,
    hooks: LoadHooks,
    ngrams: Promise<Ngrams | null>,
  ) => Promise<Engine>;
}

/** Requests about what is kept of the writer. */
type Managing = 'export-personal' | 'delete-personal' | 'never-suggest';

/** Stands for the text of an empty field. */
const ANY_TEXT = 'Thank you for ';

/** 'loading' until it is known whether there is a model. */
type Model = InUse | 'loading' | 'none';

/**
 * The worker's side of the protocol, free of any worker: takes messages, answers through `post`.
 * One request runs at a time; a newer one stops the one before it at its next step. While the model loads, and where it
 * can't be had, the n-gram table alone makes the drafts; the model's take their place when they come.
 */
export function createHost(post: (reply: Reply) => void, loaders: Loaders): (message: unknown) => void {
  let model: Model = 'loading';
  let ngrams: Promise<Ngrams | null> = Promise.resolve(null);
  let loading: Promise<void> | undefined;
  let current: { id: number; controller: AbortController } | undefined;
  let reading: AbortController | undefined;
  let rehearsed = false;
  let queue: Promise<void> = Promise.resolve();
  let never = new NeverList();
  const quiet = new Quiet();

  async function start(config: EngineConfig): Promise<void> {
    const onWarning = (error: unknown) => post({ type: 'warning', ...describeError(error) });
    const onProgress = (phase: Phase, bytes: number, total: number) =>
      post({ type: 'progress', phase, loaded: bytes, total });
    ngrams = loaders.ngrams(config, onWarning);
    void ngrams.then((each) => {
      const own = never;
      never = each?.personal?.never ?? own;
      for (const text of own.texts) never.add(text);
    });
    try {
      const engine = await loaders.engine(config, { onProgress, onWarning }, ngrams);
      const ready = ({ device, ngrams: known }: Engine, reason: string) =>
        post({ type: 'ready', device, reason, ngrams: known });
      ready(engine, engine.reason);
      void engine.lost?.then((message) => post({ type: 'lost', message }));
      model = new InUse(engine, ready);
      void model.improve(quiet.whenQuiet);
    } catch (error) {
      if (!(await ngrams)?.instant) throw error;
      model = 'none';
      onWarning(error);
      post({ type: 'ready', device: 'none', reason: describeError(error).message, ngrams: true });
    }
  }

  async function run(
    { id, text, options }: Request & { type: 'suggest' },
    signal: AbortSignal,
  ): Promise<void> {
    const request = { ...options, text };
    const phrases = options.after?.trim() ? [] : phraseDrafts(text, options.phrases);
    let suppressed: readonly GateName[] = [];
    const onSuppressed = (gates: readonly GateName[]) => (suppressed = gates);
    const show = (drafts: Draft[], done: boolean) =>
      post({
        type: 'drafts',
        id,
        drafts: never.allowed(text, withPhrases(phrases, drafts, options.k ?? 3)),
        done,
        ...(done && suppressed.length > 0 && { suppressed }),
      });
    const instant = async () => (await ngrams)?.instant?.suggest(request, onSuppressed) ?? [];
    try {
      if (!loading) throw new Error("A 'load' message has to come first.");
      if (phrases.length > 0 && !signal.aborted) show([], false);
      if (model === 'loading') {
        const early = instant().then((drafts) => {
          if (model === 'loading' && !signal.aborted && drafts.length > 0) show(drafts, false);
        });
        const both = Promise.all([loading, early]);
        await abortable(signal, (resolve, reject) => {
          both.then(resolve, reject);
          return () => undefined;
        });
      }
      signal.throwIfAborted();
      const final =
        model === 'loading' || model === 'none'
          ? await instant()
          : await model.suggest(request, {
              signal,
              onSuppressed,
              onPartial: (drafts) => show(drafts, false),
            });
      show(final, true);
    } catch (error) {
      post({ type: 'error', id, ...describeError(error) });
    }
  }

  /** Nobody waits for it, so it fails without a word. */
  async function readAhead(
    { text, context }: Request & { type: 'read-ahead' },
    signal: AbortSignal,
  ): Promise<void> {
    if (model === 'loading' || model === 'none' || signal.aborted) return;
    const used = model;
    await quiet.disturb(() => used.readAhead({ text, context }, signal)).catch(() => undefined);
  }

  /**
   * Makes drafts that nobody sees, once, when a field gets the focus: what gates look for is compiled by the first text
   * that they look at, which would be the first key's.
   */
  function rehearse(text: string): void {
    if (rehearsed) return;
    rehearsed = true;
    void ngrams.then((each) => each?.instant?.suggest({ text: text || ANY_TEXT })).catch(() => undefined);
  }

  async function manage(request: Request & { type: Managing }): Promise<void> {
    const { type, id } = request;
    try {
      // At once: drafts may be on their way.
      if (type === 'never-suggest') never.add(request.text);
      const personal = (await ngrams)?.personal ?? null;
      if (type === 'delete-personal') {
        never.clear();
        await personal?.delete();
      } else if (type === 'never-suggest') await personal?.neverSuggest(request.text);
      const kept = type === 'export-personal' ? ((await personal?.export()) ?? null) : null;
      post({ type: 'personal', id, kept });
    } catch (error) {
      post({ type: 'error', id, ...describeError(error) });
    }
  }

  function handle(request: Request): void {
    switch (request.type) {
      case 'load':
        loading ??= start(request.config);
        loading.catch((error: unknown) => post({ type: 'error', ...describeError(error) }));
        break;
      case 'cancel':
        if (current?.id === request.id) current.controller.abort();
        break;
      case 'suggest': {
        reading?.abort();
        current?.controller.abort();
        const controller = new AbortController();
        current = { id: request.id, controller };
        queue = queue.then(() => quiet.disturb(() => run(request, controller.signal)));
        break;
      }
      case 'read-ahead': {
        reading?.abort();
        const { signal } = (reading = new AbortController());
        rehearse(request.text);
        queue = queue.then(() => readAhead(request, signal));
        break;
      }
      case 'learn':
        ngrams
          .then((each) => each?.personal?.learn(request.text))
          .catch((error: unknown) => post({ type: 'warning', ...describeError(error) }));
        break;
      case 'ping':
        post({ type: 'pong' });
        break;
      case 'export-personal':
      case 'delete-personal':
      case 'never-suggest':
        void manage(request);
    }
  }

  return (message) => {
    try {
      handle(parseRequest(message));
    } catch (error) {
      const { id } = (message ?? {}) as { id?: unknown };
      post({ type: 'error', ...(Number.isSafeInteger(id) && { id: id as number }), ...describeError(error) });
    }
  };
}
