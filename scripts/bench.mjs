// npm run bench: finds a Chromium, then runs the command 'bench' of packages/evaluation.
import { ensureChromium } from './install-browsers.mjs';

process.env.SUPERPOSED_CHROMIUM = ensureChromium();
process.argv.splice(2, 0, 'bench');
await import('./superposed.mjs');
