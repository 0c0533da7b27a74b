import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { loadNgramTable, NgramTable, parseManifest, type NgramManifest } from '@superposed/ngram';
import { beforeAll, describe, expect, it } from 'vitest';

/* The table that is committed in packages/ngram-english, with token ids of SmolLM2's vocabulary. */

const folder = new URL('../../ngram-english/table/', import.meta.url);
const lambdas = [0.01, 0.04, 0.15, 0.18, 0.12];
const read = async (file: string) => new Uint8Array(await readFile(new URL(file, folder))).buffer;

let manifest: NgramManifest;
let table: NgramTable;
beforeAll(async () => {
  manifest = parseManifest(JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8')));
  const load = await loadNgramTable(manifest, read);
  table = load.table;
  expect((await load.complete).filter(({ ready }) => !ready)).toEqual([]);
});

describe('the English table', () => {
  it('is what its manifest says', async () => {
    for (const { file, bytes, sha256 } of manifest.shards) {
      const content = new Uint8Array(await read(file));
      expect(content.length).toBe(bytes);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
    expect(table.ngrams).toBe(manifest.ngrams);
    expect(table.shards).toHaveLength(manifest.shards.length);
  });

  it('is small', () => {
    expect(manifest.bytes).toBeLessThan(16e6);
    expect(manifest.shards[0]!.bytes).toBeLessThan(2 * 2 ** 20);
    expect(manifest.bytes / manifest.ngrams).toBeLessThan(2.3);
  });

  it.each([
    [' Thank you for', [15465, 346, 327], ' your', 469],
    [' as soon as', [347, 3318, 347], ' possible', 1636],
    [' in the United', [281, 260, 1797], ' States', 1918],
    [' on the other', [335, 260, 550], ' hand', 1369],
    [' at the same', [418, 260, 1142], ' time', 655],
  ])('goes on from "%s" as English does', (_text, context, _next, id) => {
    const best = table.continuations(context, lambdas, 3).map((each) => each.id);
    expect(best).toContain(id);
  });

  it('knows what is likelier', () => {
    const out = new Float32Array(2);
    // ' I would like to' and then ' find' or ' States'
    table.probabilities([339, 736, 702, 288], [1042, 1918], lambdas, out);
    expect(out[0]).toBeGreaterThan(0.01);
    expect(out[1]).toBeLessThan(0.0001);
  });

  it('does so from its first shard alone', async () => {
    const first = new NgramTable(manifest.tokenizer);
    first.addShard(await read(manifest.shards[0]!.file));
    expect(first.continuations([281, 260, 1797], lambdas, 1)[0]!.id).toBe(1918);
    expect(first.continuations([418, 260, 1142], lambdas, 1)[0]!.id).toBe(655);
  });
});
