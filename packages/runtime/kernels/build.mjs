// Compiles the kernels into src/wasm/kernels.generated.ts: npm run build:kernels -w packages/runtime
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
const OPTIONS = [
  ...['-O3', '--noAssert', '--runtime', 'stub', '--use', 'abort=', '--enable', 'simd,threads'],
  // The memory comes from outside: its size depends on the model, and all threads share it.
  ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
  '--disableWarning',
];

/** @returns {Promise<string>} the module's bytes in base64 */
export async function compileKernels() {
  let module = new Uint8Array();
  const { error, stderr } = await asc.main(
    ['kernels/index.ts', '--baseDir', root, '--outFile', 'kernels.wasm', ...OPTIONS],
    { writeFile: (_, bytes) => void (module = bytes) },
  );
  if (error) throw new Error(`The kernels don't compile: ${error.message}\n${stderr.toString()}`);
  return Buffer.from(module).toString('base64');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const note = '// Made by kernels/build.mjs from kernels/*.ts; a test holds that it is up to date.';
  const text = `${note}\nexport const KERNELS =\n  '${await compileKernels()}';\n`;
  await writeFile(join(root, 'src/wasm/kernels.generated.ts'), text);
}
