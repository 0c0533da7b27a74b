import { expect, it, vi } from 'vitest';
import { config, modelDrafts, readAhead, start } from './host.fixture';

it('reads ahead once the model is there, until somebody wants drafts', async () => {
  const ahead = { type: 'read-ahead', text: 'I will', context: 'Who?' };
  const { send, ask, settled, replies } = start(modelDrafts);
  send(ahead);
  send({ type: 'load', config });
  await settled(1);
  expect(readAhead).not.toHaveBeenCalled();
  readAhead.mockImplementationOnce(
    (_, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped')))),
  );
  send(ahead);
  await vi.waitUntil(() => readAhead.mock.calls.length > 0);
  expect(readAhead.mock.calls[0]![0]).toEqual({ text: 'I will', context: 'Who?' });
  ask(1);
  await settled(2);
  expect(replies.at(-1)).toMatchObject({ type: 'drafts', id: 1, done: true });
});
