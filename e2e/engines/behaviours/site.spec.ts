import { ISOLATION } from '../../../scripts/asset-folders';
import { PlainServer } from '../../plain-server';
import { expect, test } from '../test';
import type { Writer } from '../writer';

/* What `npm run build` writes, with the model that a writer gets. */

const TEXT = 'Thank you for your email. I will';
const EMAIL = '#email-text';

/** Opens the demo with empty fields, and waits until it is isolated: by the server's headers or its service worker. */
async function openDemo(writer: Writer, address: string): Promise<void> {
  await writer.tab.open(`${address}?device=wasm&text=`);
  const ready = () =>
    crossOriginIsolated && document.querySelector('superposed-complete:not([disabled])') !== null;
  // The page may be loaded anew just now.
  await expect.poll(() => writer.evaluate(ready).catch(() => false)).toBe(true);
  await writer.settle();
}

/** Drafts of the model, not of the table alone. */
async function expectDrafts(writer: Writer, text: string): Promise<void> {
  await writer.focus(EMAIL);
  await writer.tab.type(text);
  const drafts = () =>
    writer.evaluate(() =>
      window.find('[part~=model]').map((chip) => chip.querySelector('span')!.textContent),
    );
  const words = expect.stringMatching(/[a-z]{2,}/) as unknown;
  await expect.poll(drafts).toEqual([words, words, words]);
  await writer.expectText(text, EMAIL);
}

test('served with isolation: three drafts of the model, on threads', async ({ writer, build }) => {
  const server = await PlainServer.start(build, '/', ISOLATION);
  await openDemo(writer, server.address);
  await expectDrafts(writer, TEXT);
  expect(await writer.evaluate(() => typeof SharedArrayBuffer)).toBe('function');
  await server.close();
});

test('served without headers, in a folder: isolated, drafts, and the same once offline', async ({
  writer,
  build,
}) => {
  const server = await PlainServer.start(build, '/some/where/');
  await openDemo(writer, server.address);
  await expectDrafts(writer, TEXT);
  await server.close();
  await openDemo(writer, server.address);
  await expectDrafts(writer, 'The best way to learn a new language is to');
});
