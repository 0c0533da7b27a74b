import { startDemo } from './demo';
import { prepareHost } from './host';

// Where there is no storage (a private window), the page does without a service worker.
await prepareHost().catch(() => undefined);
startDemo();
