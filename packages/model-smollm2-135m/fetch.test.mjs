import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureFile, ensureModel, manifest as shipped, models, ModelUnavailableError } from './fetch.mjs';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const content = Buffer.from(Array.from({ length: 1000 }, (_, i) => (i * 7) % 256));
const pieces = [content.subarray(0, 400), content.subarray(400, 800), content.subarray(800)];
const manifest = {
  ...shipped,
  file: 'tiny.gguf',
  bytes: content.length,
  sha256: sha256(content),
  parts: pieces.map((piece, i) => ({ file: `part-${i}.bin`, bytes: piece.length, sha256: sha256(piece) })),
};

/** A source that gives these bytes, and counts how often it was asked. */
function source(name, bytes) {
  const made = {
    name,
    asked: 0,
    async *open() {
      made.asked += 1;
      if (bytes instanceof Error) throw bytes;
      yield bytes.subarray(0, 300);
      yield bytes.subarray(300);
    },
  };
  return made;
}

let cache;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'superposed-test-'));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

const ensure = (...sources) => ensureModel({ progress: false, manifest, cache, sources });

async function rejection(promise) {
  const error = await promise.then(
    () => undefined,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(ModelUnavailableError);
  expect(error.code).toBe('model-unavailable');
  return error.message;
}

describe('ensureModel', () => {
  test('stores the file, its parts and their manifest', async () => {
    const { gguf, parts } = await ensure(source('good', content));
    expect(await readFile(gguf)).toEqual(content);
    const stored = JSON.parse(await readFile(join(parts, 'manifest.json'), 'utf8'));
    expect(stored).toEqual(manifest);
    const read = await Promise.all(stored.parts.map(({ file }) => readFile(join(parts, file))));
    expect(Buffer.concat(read)).toEqual(content);
  });

  test('asks no source again while the cache holds', async () => {
    const good = source('good', content);
    const first = await ensure(good);
    expect(await ensure(good)).toEqual(first);
    expect(good.asked).toBe(1);
  });

  test('fetches again when the cached file was cut short', async () => {
    const good = source('good', content);
    const { gguf } = await ensure(good);
    await writeFile(gguf, content.subarray(0, 10));
    await ensure(good);
    expect(good.asked).toBe(2);
    expect(await readFile(gguf)).toEqual(content);
  });

  test('splits again, without fetching, when a part was cut short', async () => {
    const good = source('good', content);
    const { parts } = await ensure(good);
    await writeFile(join(parts, 'part-1.bin'), 'x');
    await ensure(good);
    expect(good.asked).toBe(1);
    expect(await readFile(join(parts, 'part-1.bin'))).toEqual(pieces[1]);
  });

  test.each(['', 'not a stamp', `${manifest.sha256} 1@1`])(
    'checks again when the stamp is %j',
    async (text) => {
      const good = source('good', content);
      const { gguf } = await ensure(good);
      const wrong = Buffer.from(content).fill(1);
      await writeFile(gguf, wrong);
      await writeFile(join(gguf, '..', 'checked'), text);
      await ensure(good);
      expect(good.asked).toBe(2);
      expect(await readFile(gguf)).toEqual(content);
    },
  );

  test('takes a file that was placed by hand', async () => {
    const message = await rejection(ensure());
    const folder = /into the folder (.*)/.exec(message)[1];
    await writeFile(join(folder, manifest.file), content);
    expect((await ensure()).gguf).toBe(join(folder, manifest.file));
  });

  test('goes on to the next source, and names every failure when none is left', async () => {
    const flipped = Buffer.from(content);
    flipped[500] ^= 1;
    const message = await rejection(
      ensure(
        source('mirror A', new TypeError('fetch failed', { cause: new Error('no route') })),
        source('mirror B', content.subarray(0, 900)),
        source('mirror C', flipped),
        source('mirror D', Buffer.concat([content, content])),
      ),
    );
    expect(message).toContain('mirror A: fetch failed (no route)');
    expect(message).toContain('mirror B: it has 900 bytes instead of 1000');
    expect(message).toContain(`mirror C: its SHA-256 is ${sha256(flipped)} instead of ${manifest.sha256}`);
    expect(message).toContain('mirror D: it has more than 1000 bytes');
    expect(message).toContain('tiny.gguf');
    const last = source('last', content);
    await ensure(source('first', new Error('no')), last);
    expect(last.asked).toBe(1);
  });

  test('says how to place the file by hand when there is no source at all', async () => {
    const message = await rejection(ensure());
    expect(message).toContain('no source at all');
    expect(message).toContain(`1000 bytes, SHA-256 ${manifest.sha256}`);
    expect(message).toContain(cache);
  });

  test('leaves nothing half written behind', async () => {
    await rejection(ensure(source('cut', content.subarray(0, 900))));
    const left = await readdir(cache, { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
  });

  test('stops a source that goes on after the last byte', async () => {
    let sent = 0;
    const endless = {
      name: 'endless',
      async *open() {
        for (;;) {
          sent += 500;
          yield Buffer.alloc(500);
        }
      },
    };
    expect(await rejection(ensure(endless))).toContain('endless: it has more than 1000 bytes');
    expect(sent).toBeLessThanOrEqual(1500);
  });

  test('two at once both get a sound model', async () => {
    const [a, b] = await Promise.all([ensure(source('a', content)), ensure(source('b', content))]);
    expect(a).toEqual(b);
    expect(await readFile(a.gguf)).toEqual(content);
    await ensure();
  });

  test('reports progress up to the last byte', async () => {
    const events = [];
    const progress = (event) => events.push(event);
    await ensureModel({ progress, manifest, cache, sources: [source('good', content)] });
    expect(events.at(-1)).toEqual({ step: 'Storing the model', done: 1000, total: 1000 });
  });
});

test('one file alone is kept, and not fetched again', async () => {
  const good = source('good', content);
  const wanted = { file: 'one.gguf', bytes: content.length, sha256: sha256(content) };
  const options = { progress: false, cache, sources: [good] };
  const path = await ensureFile(wanted, options);
  expect(await readFile(path)).toEqual(content);
  expect(await ensureFile(wanted, options)).toBe(path);
  expect(good.asked).toBe(1);
  await rejection(ensureFile({ ...wanted, sha256: 'x'.repeat(64) }, options));
});

test.each(Object.entries(models))(
  'the manifest of %s adds up, and its parts fit static hosts',
  (_, shipped) => {
    const total = shipped.parts.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(total).toBe(shipped.bytes);
    for (const { bytes, sha256: sum } of shipped.parts) {
      expect(bytes).toBeLessThanOrEqual(24 * 1024 * 1024);
      expect(sum).toMatch(/^[0-9a-f]{64}$/);
    }
  },
);
