import { chmod, copyFile, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findProgram, programEnvironment, programFolders, runProgram, startProgram } from './programs.mjs';

let folder;
let here;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'superposed-test-')));
  here = process.cwd();
});
afterEach(async () => {
  process.chdir(here);
  await rm(folder, { recursive: true, force: true });
});

/** A script that prints its name, where it runs and one variable. */
async function program(path) {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\necho "${path} in $(pwd) with $1 $LEFT$NODE_OPTIONS"\n`);
  await chmod(file, 0o755);
  return file;
}

describe('programEnvironment', () => {
  test.each([
    ...['PYTHONPATH', 'PYTHONHOME', 'PYTHONSTARTUP', 'NODE_OPTIONS', 'NODE_PATH', 'LD_PRELOAD', 'LD_AUDIT'],
    ...['DYLD_INSERT_LIBRARIES', 'BASH_ENV', 'ENV', 'BASH_FUNC_ls%%', 'PERL5LIB', 'PERL5OPT', 'CLASSPATH'],
    ...['JAVA_TOOL_OPTIONS', '_JAVA_OPTIONS', 'PIP_PYTHON', 'PIP_TARGET', 'pip_python'],
    ...['npm_config_script_shell', 'npm_config_node_options', 'npm_config_ignore_scripts', 'NPM_CONFIG_GIT'],
  ])('leaves out %s', (name) => {
    expect(programEnvironment({ [name]: 'x', LEFT: 'y' }, 'linux')).toEqual({ LEFT: 'y' });
  });

  test.each([
    ...['HOME', 'HTTPS_PROXY', 'NODE_EXTRA_CA_CERTS', 'JAVA_HOME', 'SPARK_HOME', 'PLAYWRIGHT_DOWNLOAD_HOST'],
    ...['PIP_INDEX_URL', 'PIP_CONFIG_FILE', 'PIP_CERT', 'npm_config_registry', 'NPM_CONFIG_USERCONFIG'],
    ...['npm_config_@superposed:registry', 'npm_config_cache', 'DISPLAY'],
  ])('keeps %s', (name) => {
    expect(programEnvironment({ [name]: 'x' }, 'linux')).toEqual({ [name]: 'x' });
  });

  test.each([
    ['.:/usr/bin::bin:/bin:', '/usr/bin:/bin'],
    ['/a/node_modules/.bin:/usr/bin:/npm/node-gyp-bin', '/usr/bin'],
    ['/a b:/node_modules/.binary', '/a b:/node_modules/.binary'],
  ])('of the folders %s it keeps %s', (list, kept) => {
    expect(programEnvironment({ PATH: list }, 'linux')).toEqual({ PATH: kept });
    expect(programEnvironment({ LD_LIBRARY_PATH: list }, 'linux')).toEqual({ LD_LIBRARY_PATH: kept });
  });

  test('an empty list is left out: to some it means the current folder', () => {
    expect(programEnvironment({ LD_LIBRARY_PATH: '.:', PATH: '' }, 'linux')).toEqual({});
  });

  test('on Windows, whatever the case, and the current folder is not looked into', () => {
    const env = { Path: '.;C:\\Windows;D:\\site\\node_modules\\.bin;\\\\share\\bin', PythonPath: 'x' };
    expect(programEnvironment(env, 'win32')).toEqual({
      Path: 'C:\\Windows;\\\\share\\bin',
      NoDefaultCurrentDirectoryInExePath: '1',
    });
    expect(programFolders(env, 'win32')).toEqual(['C:\\Windows', '\\\\share\\bin']);
  });
});

describe('findProgram', () => {
  test('takes the first that can be run, by its absolute path', async () => {
    const good = await program('second/tool');
    await mkdir(join(folder, 'first/tool'), { recursive: true });
    const PATH = ['first', 'second'].map((name) => join(folder, name)).join(':');
    expect(findProgram('tool', { PATH })).toBe(good);
    expect(findProgram('other', { PATH })).toBeUndefined();
    await chmod(good, 0o644);
    expect(findProgram('tool', { PATH })).toBeUndefined();
  });

  test('finds none where the user stands, but takes a path as it is written', async () => {
    const planted = await program('tool');
    process.chdir(folder);
    for (const PATH of ['', '.', ':', './']) expect(findProgram('tool', { PATH })).toBeUndefined();
    expect(findProgram('tool', {})).toBeUndefined();
    expect(findProgram('./tool', {})).toBe(planted);
  });
});

describe.each([
  ['runProgram', async (...given) => runProgram(...given).stdout],
  [
    'startProgram',
    async (...given) => {
      let said = '';
      for await (const text of startProgram(...given).stdout) said += text;
      return said;
    },
  ],
])('%s', (_name, outputOf) => {
  test('runs it in a folder of our own, though others of its name lie about', async () => {
    const good = await program('bin/tool');
    for (const path of ['stand/tool', 'stand/node_modules/.bin/tool']) {
      await program(path);
      await copyFile(good, join(folder, 'tool'));
    }
    process.chdir(join(folder, 'stand'));
    const PATH = [join(folder, 'stand/node_modules/.bin'), '.', join(folder, 'bin'), '/bin'].join(':');
    const env = { PATH, LEFT: 'left', NODE_OPTIONS: '--require ./evil.js' };
    expect(await outputOf(['tool', 'a b; c'], { env })).toBe(
      `bin/tool in ${import.meta.dirname} with a b; c left\n`,
    );
    expect(await outputOf(['tool', 'x'], { env, cwd: folder })).toBe(`bin/tool in ${folder} with x left\n`);
  });

  test('says that there is none', async () => {
    await expect(outputOf(['no-such-program'], { env: { PATH: folder } })).rejects.toMatchObject({
      code: 'ENOENT',
      message: 'no-such-program is not on the PATH',
    });
  });
});
