// npm run check-models -- MODEL.gguf…: tokens of 2,000 texts by our tokenizer and by llama.cpp. It needs a Python that has
// the package xllamacpp, by its path in PYTHON (packages/engine/fixtures/tokenizers/README.md).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTokenizer } from '@superposed/engine/tokenizer';
import { runProgram } from '@superposed/model-smollm2-135m/programs';
import { readHeader } from '@superposed/runtime/gguf-header';
import { texts } from './check-models/texts.mjs';

const ORACLE = fileURLToPath(new URL('../packages/engine/fixtures/tokenizers/oracle.py', import.meta.url));
const python = process.env['PYTHON'] ?? 'python3';
const all = texts(2000);
const folder = mkdtempSync(join(tmpdir(), 'superposed-check-'));
try {
  writeFileSync(join(folder, 'texts.json'), JSON.stringify(all));
  for (const model of process.argv.slice(2)) check(resolve(model));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function check(model: string): void {
  const said = runProgram([python, ORACLE, model, join(folder, 'texts.json')], { maxBuffer: 2 ** 28 });
  if (said.status !== 0) throw new Error(`llama.cpp can't be asked: ${said.stderr.slice(-1000)}`);
  const wanted = JSON.parse(said.stdout.trim().split('\n').at(-1)!) as number[][];
  const tokenizer = createTokenizer(readHeader(readFileSync(model)).metadata);
  const other = all.filter((text, i) => tokenizer.encode(text).join() !== wanted[i]!.join());
  for (const text of other.slice(0, 10)) console.log(`  ${JSON.stringify(text.slice(0, 80))}`);
  console.log(`${model}: ${other.length} of ${all.length} texts have other tokens than in llama.cpp`);
  if (other.length > 0) process.exitCode = 1;
}
