import { createHost } from './host';
import { loadEngine } from './load-engine';
import { loadNgrams } from './load-ngrams';

const receive = createHost((reply) => postMessage(reply), { ngrams: loadNgrams, engine: loadEngine });
addEventListener('message', ({ data }: MessageEvent<unknown>) => receive(data));
