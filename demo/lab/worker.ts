import { loadEngine, type LoadedParts } from '@superposed/engine/load-engine';
import { loadNgrams } from '@superposed/engine/load-ngrams';
import type { LabReply, LabRequest } from './protocol';
import { productSteps, race } from './race';
import { traceRun } from './trace';

let parts: LoadedParts;
let device: string;

const post = (reply: LabReply) => postMessage(reply);
// Drafts do without what is missing.
const onWarning = () => undefined;

async function answer(request: LabRequest): Promise<void> {
  switch (request.type) {
    case 'load': {
      const { config } = request;
      const onProgress = (phase: 'model' | 'prepare', loaded: number, total: number) =>
        post({ type: 'progress', phase, loaded, total });
      const engine = await loadEngine(config, { onProgress, onWarning }, loadNgrams(config, onWarning));
      ({ parts, device } = engine);
      post({ type: 'loaded', device });
      break;
    }
    case 'trace': {
      const run = await traceRun(parts, request.text, request.settings, (step) =>
        post({ type: 'step', step }),
      );
      post({ type: 'traced', run: { ...run, device } });
      break;
    }
    case 'race':
      await race(parts, request.texts, request.settings, (lap) => post({ type: 'lap', lap }));
      post({ type: 'raced', steps: productSteps(parts, request.settings).branchSteps });
  }
}

let queue = Promise.resolve();
addEventListener('message', ({ data }: MessageEvent<LabRequest>) => {
  queue = queue
    .then(() => answer(data))
    .catch((error: unknown) =>
      post({ type: 'error', message: error instanceof Error ? error.message : String(error) }),
    );
});
