/**
 * Writes e2e/fixtures/tiny: a model of SmolLM2's graph with random weights and the first tokens of its vocabulary,
 * small enough for a software WebGPU adapter. Run: node --conditions=source --import tsx e2e/make-tiny.ts
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { GGUFValueType, type GGUFTypedMetadata } from '@huggingface/gguf';
import { ensureModel } from '@superposed/model-smollm2-135m';
import { parseGguf } from '@superposed/runtime';
import { tinyGguf } from '../packages/runtime/src/gguf/tiny-gguf.fixture';

const VOCABULARY = 1280;
const folder = new URL('./fixtures/tiny/', import.meta.url);

const { metadata } = parseGguf(await readFile((await ensureModel()).gguf));
const tokens = (metadata['tokenizer.ggml.tokens'] as string[]).slice(0, VOCABULARY);
const known = new Set(tokens);
// A merge stays where its result is still a token; merges are in the order of their results.
const merges = (metadata['tokenizer.ggml.merges'] as string[]).filter((merge) =>
  known.has(merge.replace(' ', '')),
);
const text = (value: string) => ({ value, type: GGUFValueType.STRING });
const number = (value: number) => ({ value, type: GGUFValueType.UINT32 });
const list = (value: unknown[], subType: GGUFValueType) => ({ value, type: GGUFValueType.ARRAY, subType });
const bytes = tinyGguf({
  vocabularySize: VOCABULARY,
  ternary: true,
  metadata: {
    'tokenizer.ggml.model': text('gpt2'),
    'tokenizer.ggml.pre': text('smollm'),
    'tokenizer.ggml.tokens': list(tokens, GGUFValueType.STRING),
    'tokenizer.ggml.token_type': list(
      (metadata['tokenizer.ggml.token_type'] as number[]).slice(0, VOCABULARY),
      GGUFValueType.INT32,
    ),
    'tokenizer.ggml.merges': list(merges, GGUFValueType.STRING),
    'tokenizer.ggml.bos_token_id': number(1),
    'tokenizer.ggml.eos_token_id': number(2),
  } as unknown as Partial<GGUFTypedMetadata>,
});

const part = {
  file: 'tiny.gguf',
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
};
const manifest = {
  name: 'tiny',
  format: 'gguf',
  bytes: part.bytes,
  sha256: part.sha256,
  parts: [part],
  licence: 'Apache-2.0',
  source: 'random weights, written by e2e/make-tiny.ts',
};
await mkdir(folder, { recursive: true });
await writeFile(new URL(part.file, folder), bytes);
await writeFile(new URL('manifest.json', folder), `${JSON.stringify(manifest, null, 2)}\n`);
process.stdout.write(
  `${fileURLToPath(folder)}: ${bytes.length} bytes, ${tokens.length} tokens, ${merges.length} merges\n`,
);
