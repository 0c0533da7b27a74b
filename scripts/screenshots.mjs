/* global customElements, document, KeyboardEvent -- in the functions that run in the page */
// npm run screenshots: the element in each of its states, in light, dark and forced colours, and in German, into docs/states-*.png.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { chromiumLaunch } from './chromium.mjs';
import { root } from './prepare.mjs';

/** What the worker says in each state; `text` is written, and answered with drafts. */
const STATES = {
  Loading: { says: [{ type: 'progress', phase: 'model', loaded: 41e6, total: 98.4e6 }] },
  Ready: { device: 'webgpu' },
  'No GPU': { device: 'wasm' },
  'Drafts growing': {
    device: 'webgpu',
    text: 'Thank you for your email. I will',
    drafts: [' be', ' get back', ' send'],
  },
  Drafts: {
    device: 'webgpu',
    text: 'Thank you for your email. I will',
    drafts: [' be happy to help', ' get back to you soon', ' send the report'],
  },
  'A draft selected': {
    device: 'webgpu',
    text: 'Thank you for your email. I will',
    drafts: [' be happy to help', ' get back to you soon', ' send the report'],
    keys: [{ key: 'ArrowDown', altKey: true }],
  },
  'Right to left': {
    device: 'webgpu',
    attributes: 'dir="rtl"',
    text: 'شكرا على رسالتك. سوف',
    drafts: [' أرد عليك قريبا', ' أرسل التقرير', ' نلتقي غدا'],
  },
  'Quick drafts of the table': {
    says: [{ type: 'progress', phase: 'model', loaded: 41e6, total: 98.4e6 }],
    text: 'Thank you for your email. I will',
    drafts: [' be able to', ' not be', ' get back'],
    source: 'ngrams',
  },
  'No model': {
    says: [
      { type: 'ready', device: 'none', reason: 'part-2.bin is not there (HTTP status 404).', ngrams: true },
    ],
  },
  Offline: { says: [{ type: 'error', code: 'offline', message: '' }] },
  Failed: {
    says: [{ type: 'error', code: 'missing-part', message: 'part-2.bin is not there (HTTP status 404).' }],
  },
  'Consent asked': { attributes: 'consent="always"' },
  Disabled: { attributes: 'disabled', text: 'Thank you for your email. I will' },
};

const STYLE = `
  :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; background: Canvas; color: CanvasText }
  body { display: grid; grid-template-columns: 1fr 1fr; gap: 18px 28px; margin: 20px; width: 1000px }
  h2 { margin: 0 0 6px; font-size: 13px; font-weight: 600; opacity: 0.75 }
  textarea { display: block; box-sizing: border-box; width: 100%; height: 4.2em; padding: 8px 10px; font: inherit;
    border: 1px solid light-dark(#8b90a0, #6b7180); border-radius: 6px; background: Field; color: FieldText; resize: none }
  superposed-complete { --superposed-bar-height: 4.6rem; --superposed-draft-width: 10rem }`;

const page = (
  lang,
) => `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>States</title><style>${STYLE}</style>
  <script type="module" src="/@id/superposed-complete"></script>
  ${Object.entries(STATES)
    .map(([name, { attributes = '' }]) => {
      const model = encodeURIComponent(name);
      return `<section><h2>${name}</h2><superposed-complete debounce="0" ngrams="" model="/${model}" ${attributes}>
        <textarea aria-label="${name}"></textarea></superposed-complete></section>`;
    })
    .join('')}`;

/** Runs in the page: a worker that is in the state that its model's address names. */
function actStates(states) {
  globalThis.Worker = class {
    postMessage({ type, id, config }) {
      if (type === 'load') {
        this.state = states[decodeURIComponent(new URL(config.modelUrl).pathname.slice(1))];
        const { says = [], device } = this.state;
        for (const message of says) this.say(message);
        if (device) this.say({ type: 'ready', device, reason: '', ngrams: true });
      } else if (type === 'suggest') {
        const { drafts: texts, source = 'model' } = this.state;
        const drafts = texts.map((text) => ({ text, confidence: 0.4, source }));
        this.say({ type: 'drafts', id, drafts, done: true });
      }
    }
    terminate() {}
    say(data) {
      setTimeout(() => this.onmessage?.({ data }));
    }
  };
  const fetchOthers = globalThis.fetch;
  const manifest = { parts: [{ file: 'part-0.bin', bytes: 98_362_432 }] };
  globalThis.fetch = (url, init) =>
    /Consent/.test(url) ? Promise.resolve(Response.json(manifest)) : fetchOthers(url, init);
}

/** Runs in the page: writes into the fields, and presses keys. */
async function write(states) {
  await customElements.whenDefined('superposed-complete');
  const pause = () => new Promise((resolve) => setTimeout(resolve, 300));
  await pause();
  for (const field of document.querySelectorAll('textarea')) {
    const { text, keys = [] } = states[field.ariaLabel];
    if (!text) continue;
    field.value = text;
    field.dispatchEvent(new Event('input'));
    await pause();
    for (const key of keys) field.dispatchEvent(new KeyboardEvent('keydown', { ...key, cancelable: true }));
  }
  await pause();
}

const server = await createServer({
  configFile: join(root, 'vite.config.ts'),
  server: { port: 0 },
  logLevel: 'error',
});
await server.listen();
const browser = await chromium.launch(chromiumLaunch());
try {
  for (const [name, media] of Object.entries({
    light: { colorScheme: 'light' },
    dark: { colorScheme: 'dark' },
    'forced-colors': { colorScheme: 'dark', forcedColors: 'active' },
    german: { colorScheme: 'light', lang: 'de' },
  })) {
    const { lang = 'en', ...colours } = media;
    const tab = await browser.newPage({ viewport: { width: 1040, height: 400 } });
    await tab.emulateMedia({ ...colours, reducedMotion: 'reduce' });
    await tab.addInitScript(actStates, STATES);
    await tab.route('**/states.html', (route) =>
      route.fulfill({ body: page(lang), contentType: 'text/html' }),
    );
    await tab.goto(`${server.resolvedUrls.local[0]}states.html`);
    await tab.evaluate(write, STATES);
    const file = join(root, `docs/states-${name}.png`);
    writeFileSync(file, await tab.screenshot({ fullPage: true }));
    console.log(file);
    await tab.close();
  }
} finally {
  await browser.close();
  await server.close();
}
