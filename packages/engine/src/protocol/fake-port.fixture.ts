import { afterEach, beforeEach, vi } from 'vitest';
import { connect } from '../page/client';
import type { Port } from '../page/connection';
import type { EngineConfig, Reply, Request } from './protocol';

export const config: EngineConfig = { modelUrl: 'm', ngramsUrl: null, ortUrl: 'o/', device: 'auto' };
export const READY: Reply = { type: 'ready', device: 'wasm', reason: 'asked for', ngrams: false };

/** Stands for a worker: keeps what it is told, says what the test wants it to say. */
export class FakePort implements Port {
  static all: FakePort[] = [];
  readonly requests: Request[] = [];
  terminated = false;
  onmessage: Port['onmessage'] = null;
  onerror: Port['onerror'] = null;
  onmessageerror: Port['onmessageerror'] = null;

  constructor() {
    FakePort.all.push(this);
  }

  postMessage(request: Request): void {
    this.requests.push(request);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(reply: unknown): void {
    this.onmessage?.call(this as unknown as Worker, { data: reply } as MessageEvent);
  }

  crash(message: string): void {
    this.onerror?.call(this as unknown as Worker, { message } as ErrorEvent);
  }

  /** Ids of the suggestions asked for. */
  get ids(): number[] {
    return this.requests.filter((request) => request.type === 'suggest').map(({ id }) => id);
  }

  answer(...texts: string[]): void {
    const drafts = texts.map((text) => ({ text, confidence: 0.5, source: 'model' as const }));
    this.say({ type: 'drafts', id: this.ids.at(-1), drafts, done: true });
  }
}

export const clients: { dispose(): void }[] = [];
export function open(url = 'm', listener = {}) {
  const client = connect({ ...config, modelUrl: url }, listener, () => new FakePort());
  clients.push(client);
  return { client, port: FakePort.all.at(-1)! };
}
/** Each test begins without workers, and ends with all clients disposed of. */
export function useFakePorts(): void {
  beforeEach(() => {
    FakePort.all = [];
  });
  afterEach(() => {
    clients.splice(0).forEach((client) => client.dispose());
    vi.useRealTimers();
  });
}
