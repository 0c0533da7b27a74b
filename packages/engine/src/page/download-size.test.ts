import { beforeEach, describe, expect, it } from 'vitest';
import { useStubbedAssets } from '../assets/assets.fixture';
import { downloadSize } from './download-size';

const modelUrl = 'https://example.test/model/manifest.json';
const ngramsUrl = 'https://example.test/table/manifest.json';

const stubbed = useStubbedAssets();
beforeEach(() => {
  const file = (name: string, bytes: number) => ({ file: name, bytes });
  stubbed.files[modelUrl] = JSON.stringify({ bytes: 90, parts: [file('part-0', 50), file('part-1', 40)] });
  stubbed.files[ngramsUrl] = JSON.stringify({ shards: [file('shard-0', 7)], vocabulary: file('words', 2) });
});

describe('downloadSize', () => {
  it('adds up the model and the table', async () => {
    expect(await downloadSize({ modelUrl, ngramsUrl })).toBe(99);
    expect(await downloadSize({ modelUrl, ngramsUrl: null })).toBe(90);
  });

  it('leaves out what is kept from an earlier visit', async () => {
    stubbed.kept.set('https://example.test/model/part-0', 'weights');
    expect(await downloadSize({ modelUrl, ngramsUrl })).toBe(49);
  });

  it('fetches nothing but the manifests', async () => {
    await downloadSize({ modelUrl, ngramsUrl });
    expect(stubbed.asked.map(({ url }) => url).sort()).toEqual([modelUrl, ngramsUrl]);
  });

  it.each(['no JSON', 'null', '[]', '{"parts":[null,{"file":1}]}', '{"parts":3}'])(
    'counts a manifest that is none as nothing: %s',
    async (text) => {
      stubbed.files[modelUrl] = text;
      expect(await downloadSize({ modelUrl, ngramsUrl })).toBe(9);
    },
  );

  it('counts one that is not there as nothing', async () => {
    stubbed.files = { [modelUrl]: new TypeError('Failed to fetch') };
    expect(await downloadSize({ modelUrl, ngramsUrl })).toBe(0);
  });
});
