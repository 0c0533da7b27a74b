import { pageWith } from '../../hostile';
import { status } from '../../hostile-site';
import { enforce } from '../../policy';
import { expect, test } from '../test';
import type { Writer } from '../writer';

/* What comes before drafts: files, questions and policies. With a real worker and a small model of random weights. */

async function open(writer: Writer, attributes?: string): Promise<void> {
  writer.site.pages.set('/page.html', pageWith(attributes));
  await writer.visit(`${writer.site.origin}/page.html`);
}

const modelDrafts = (writer: Writer) => writer.evaluate(() => window.find('[part~=model]').length);

async function expectDrafts(writer: Writer, text = 'abc'): Promise<void> {
  await writer.focus();
  await writer.tab.type(text);
  await expect.poll(() => modelDrafts(writer)).toBeGreaterThan(0);
  // Tab takes what can have been seen.
  await new Promise((resolve) => setTimeout(resolve, 400));
}

test('without isolation there are drafts, on one thread', async ({ writer, site }) => {
  site.headers = {};
  await open(writer);
  await expectDrafts(writer);
  expect(await writer.evaluate(() => crossOriginIsolated)).toBe(false);
});

test('a question before the download, and drafts after it', async ({ writer }) => {
  await open(writer, 'ngrams="" consent="always"');
  const buttons = () => writer.evaluate(() => window.find('[part~=download]').length);
  await expect.poll(buttons).toBe(1);
  await writer.click('[part~=download]');
  await expectDrafts(writer);
});

test('a model that is not there: says so, can be tried again, and the field works', async ({
  writer,
  site,
}) => {
  site.next('/models/tiny/manifest.json', status(404));
  await open(writer);
  await expect.poll(() => writer.evaluate(() => window.find('[part~=error]').length)).toBe(1);
  await writer.focus();
  await writer.tab.type('It still works');
  await writer.expectText('It still works');
  await writer.click('[part~=retry]');
  await expectDrafts(writer, '.');
});

test('under the strictest policy: drafts, accepted, and no violation is reported', async ({
  writer,
  site,
}) => {
  const violated = enforce(site);
  await open(writer, 'ngrams="" personal lang="de"');
  // Enough of English for a field on a German page.
  const english = 'We will see you there';
  await expectDrafts(writer, english);
  await writer.press('Tab');
  await expect.poll(async () => (await writer.text()).length).toBeGreaterThan(english.length);
  expect(await writer.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(violated).toEqual([]);
});
