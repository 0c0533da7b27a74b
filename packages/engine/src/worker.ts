import { createHost } from './host';
import { loadEngine } from './load-engine';

const receive = createHost((reply) => postMessage(reply), loadEngine);
addEventListener('message', ({ data }: MessageEvent<unknown>) => receive(data));
