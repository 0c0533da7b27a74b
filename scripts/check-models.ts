// npm run check-models -- MODEL.gguf…: tokens of 2,000 texts by our tokenizer and by llama.cpp, and what both say of the
// token that follows 100 of them. It needs a Python that has the package xllamacpp, by its path in PYTHON
// (packages/engine/fixtures/tokenizers/README.md).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promptRows } from '@superposed/decoding';
import { createTokenizer } from '@superposed/engine/tokenizer';
import { runProgram } from '@superposed/model-smollm2-135m/programs';
import { parseGguf } from '@superposed/runtime';
import { readHeader } from '@superposed/runtime/gguf-header';
import { createNodeModel } from '@superposed/runtime/node';
import { texts } from './check-models/texts.mjs';

const fixture = (path: string): string => fileURLToPath(new URL(`../packages/${path}`, import.meta.url));
const TOKENS = fixture('engine/fixtures/tokenizers/oracle.py');
const LOGITS = fixture('runtime/fixtures/record_models.py');
/** Tokens of a prompt, and which of the texts have one. */
const PROMPT = { least: 6, most: 24, every: 20 };
/** llama.cpp rounds activations to 8 bits where weights are quantised: it is that far from its own float results. */
const ALLOWED = { otherBest: 0.1, meanDifference: 0.15 };
const python = process.env['PYTHON'] ?? 'python3';
const all = texts(2000);
const folder = mkdtempSync(join(tmpdir(), 'superposed-check-'));
try {
  for (const model of process.argv.slice(2)) {
    const path = resolve(model);
    await checkLogits(path, checkTokens(path));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What one of the programs of llama.cpp prints about a model. */
function ask(program: string, model: string, about: unknown): unknown {
  const file = join(folder, 'asked.json');
  writeFileSync(file, JSON.stringify(about));
  const said = runProgram([python, program, model, file], { maxBuffer: 2 ** 28 });
  if (said.status !== 0) throw new Error(`llama.cpp can't be asked: ${said.stderr.slice(-1000)}`);
  return JSON.parse(said.stdout.trim().split('\n').at(-1)!);
}

/** @returns the token ids of each text, by llama.cpp */
function checkTokens(model: string): number[][] {
  const wanted = ask(TOKENS, model, all) as number[][];
  const tokenizer = createTokenizer(readHeader(readFileSync(model)).metadata);
  const other = all.filter((text, i) => tokenizer.encode(text).join() !== wanted[i]!.join());
  for (const text of other.slice(0, 10)) console.log(`  ${JSON.stringify(text.slice(0, 80))}`);
  console.log(`${model}: ${other.length} of ${all.length} texts have other tokens than in llama.cpp`);
  if (other.length > 0) process.exitCode = 1;
  return wanted;
}

async function checkLogits(file: string, ids: readonly number[][]): Promise<void> {
  const gguf = parseGguf(readFileSync(file));
  const { bosIds } = createTokenizer(gguf.metadata);
  const prompts = ids
    .filter((each, i) => i % PROMPT.every === 0 && each.length >= PROMPT.least)
    .map((each) => [...bosIds, ...each.slice(0, PROMPT.most)]);
  const wanted = ask(LOGITS, file, prompts) as [id: number, logProbability: number][][];
  const model = await createNodeModel(gguf, { backend: 'wasm', capacity: 64 });
  const told = wanted.filter((best) => best.length > 0).length;
  let other = 0;
  const differences: number[] = [];
  for (const [p, best] of wanted.entries()) {
    if (best.length === 0) continue;
    model.truncate(0);
    const targets = best.map(([id]) => id);
    const [next] = await model.forward(promptRows(prompts[p]!, 0).map((row) => ({ ...row, targets })));
    if (next!.ids[0] !== targets[0]) other++;
    best.forEach(([, logProbability], t) => {
      differences.push(Math.abs(next!.targetLogits![t]! - next!.logPartition - logProbability));
    });
  }
  await model.dispose();
  const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length;
  console.log(
    `${file}: another best token after ${other} of ${told} prompts, ` +
      `log probabilities of the ten best ${mean.toFixed(4)} off on average`,
  );
  const { otherBest, meanDifference } = ALLOWED;
  if (other > otherBest * told || mean > meanDifference) process.exitCode = 1;
}
