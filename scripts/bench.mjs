// npm run bench: finds a Chromium, then runs the command 'bench' of packages/evaluation.
import { ensureChromium } from './install-browsers.mjs';

// The one without windows does not tell how much memory a page takes.
process.env.SUPERPOSED_CHROMIUM = ensureChromium({ whyNot: () => 'it measures no memory', light: [] });
process.argv.splice(2, 0, 'bench');
await import('./superposed.mjs');
