import { vi } from 'vitest';
import type { ModelReply, ModelRequest } from './messages';
import type { ModelPort } from './remote-model';
import { serveModel, type StartModel } from './serve-model';

/** A thread that serves a model, without a thread. Once it is ended it says nothing. */
export function fakeThread(start: StartModel) {
  const port = {
    onmessage: null as ModelPort['onmessage'],
    onerror: null as ModelPort['onerror'],
    terminate: vi.fn<() => void>(() => {
      port.onmessage = null;
    }),
    postMessage: (request: ModelRequest) => receive(request),
  } satisfies ModelPort;
  const receive = serveModel(
    (data: ModelReply) => port.onmessage?.({ data } as MessageEvent<ModelReply>),
    start,
  );
  return port;
}
