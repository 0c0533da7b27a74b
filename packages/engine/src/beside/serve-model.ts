import type { LanguageModel } from '@superposed/decoding';
import type { WebModel } from '@superposed/runtime';
import type { ModelReply, ModelRequest } from './messages';

/** Makes the model of a file's bytes. */
export type StartModel = (bytes: Uint8Array, ortUrl: string) => Promise<WebModel>;

/** Answers requests with a model that is started by the first of them. One runs at a time, in their order. */
export function serveModel(
  post: (reply: ModelReply) => void,
  start: StartModel,
): (request: ModelRequest) => void {
  let model: LanguageModel | undefined;
  let queue: Promise<void> = Promise.resolve();

  async function answer(request: ModelRequest): Promise<ModelReply> {
    if (request.type === 'start') {
      const started = await start(request.bytes, request.ortUrl);
      void started.lost?.then((message) => post({ type: 'lost', message }));
      model = started;
      return {
        type: 'started',
        vocabularySize: started.vocabularySize,
        contextLength: started.contextLength,
      };
    }
    if (!model) throw new Error('The model has not been started.');
    model.truncate(request.length);
    return { type: 'scored', scored: await model.forward(request.rows, request.options) };
  }

  return (request) => {
    queue = queue.then(async () => {
      post(
        await answer(request).catch((error: unknown): ModelReply => {
          return { type: 'failed', message: error instanceof Error ? error.message : String(error) };
        }),
      );
    });
  };
}
