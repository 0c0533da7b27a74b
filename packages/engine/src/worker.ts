import { createHost } from './worker/host';
import { loadEngine } from './worker/load-engine';
import { loadNgrams } from './worker/load-ngrams';
import { isModelThread, serveModelThread } from './worker/model-thread';

if (isModelThread()) serveModelThread();
else {
  const receive = createHost((reply) => postMessage(reply), { ngrams: loadNgrams, engine: loadEngine });
  addEventListener('message', ({ data }: MessageEvent<unknown>) => receive(data));
}
