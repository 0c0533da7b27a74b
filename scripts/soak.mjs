// npm run soak: finds a Chromium, then runs the command 'soak' of packages/evaluation.
import { ensureChromium } from './install-browsers.mjs';

process.env.SUPERPOSED_CHROMIUM = ensureChromium();
process.argv.splice(2, 0, 'soak');
await import('./superposed.mjs');
