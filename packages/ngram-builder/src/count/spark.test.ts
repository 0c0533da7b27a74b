import { existsSync } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { countSql } from './counting-sql';
import { sparkEngine, sparkScript } from './spark';
import { useFolder } from '../testing.fixture';

const path = useFolder();

/** A program that writes its arguments to a file, complains and ends with a status. */
async function program(name: string, status: number): Promise<string> {
  const script = `#!${process.execPath}
require('node:fs').writeFileSync(${JSON.stringify(path(`${name}.json`))}, JSON.stringify([process.cwd(), ...process.argv.slice(2)]));
process.stderr.write('INFO: much talk\\nError in query: no such view');
process.exitCode = ${status};
`;
  await writeFile(path(name), script);
  await chmod(path(name), 0o755);
  return path(name);
}

it('makes a view of each folder and writes the result as Parquet', () => {
  const script = sparkScript(countSql(2), { windows: "/data/it's here" }, '/data/out\\put');
  expect(script.split('\n')).toEqual([
    "CREATE TEMPORARY VIEW windows USING parquet OPTIONS (path '/data/it\\'s here');",
    "INSERT OVERWRITE DIRECTORY '/data/out\\\\put' USING parquet SELECT t1, t2, count(*) AS seen FROM windows " +
      'WHERE t1 >= 0 AND t2 >= 0 GROUP BY t1, t2;',
  ]);
});

it('gives it to the program with its arguments', async () => {
  const command = await program('good', 0);
  const engine = sparkEngine({ command, args: ['--master', 'local[2]'] });
  await engine.save('SELECT 1', { windows: '/w' }, '/out');
  const [cwd, ...args] = JSON.parse(await readFile(path('good.json'), 'utf8')) as string[];
  expect(args).toEqual(['--master', 'local[2]', '-e', sparkScript('SELECT 1', { windows: '/w' }, '/out')]);
  // What it leaves where it runs, and what others put there to be read, is gone with the folder.
  expect(cwd).toContain('superposed-spark-');
  expect(existsSync(cwd!)).toBe(false);
});

it('means paths as they are where the user stands, not where it runs', async () => {
  const engine = sparkEngine({ command: await program('good', 0) });
  await engine.save('SELECT 1', { windows: 'w' }, 'out');
  const script = (JSON.parse(await readFile(path('good.json'), 'utf8')) as string[]).at(-1);
  expect(script).toBe(sparkScript('SELECT 1', { windows: resolve('w') }, resolve('out')));
});

it('passes on what it fails with', async () => {
  const engine = sparkEngine({ command: await program('bad', 3) });
  await expect(engine.save('SELECT 1', {}, '/out')).rejects.toThrow(/bad ended with 3:\n.*no such view$/s);
});

it('says how to get it where it is missing', async () => {
  const engine = sparkEngine({ command: path('none') });
  await expect(engine.save('SELECT 1', {}, '/out')).rejects.toThrow(
    /none can't be started.*--spark-sql PATH/,
  );
});
