import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, ensureModel, manifest } from '@superposed/model-smollm2-135m';
import { parseGguf, type GgufModel } from '@superposed/runtime';
import { encodeModel } from '@superposed/runtime/onnx-writer';
import { buildPeerGraph } from './peer-graph';

/** Raised when the graph changes, so that an older file in the cache is not taken for the new one. */
const GRAPH = 2;

/** Where transformers.js finds the model: `<folder>/config.json`, `<folder>/onnx/model_quantized.onnx`. */
export async function ensurePeerModel(cache: string = cacheFolder()): Promise<string> {
  const key = createHash('sha256').update(`${manifest.sha256} ${GRAPH}`).digest('hex').slice(0, 16);
  const folder = join(cache, 'bench', key);
  if (await readFile(join(folder, 'config.json')).catch(() => null)) return folder;
  await writePeerModel(parseGguf(await readFile((await ensureModel()).gguf)), folder);
  return folder;
}

/** Writes what transformers.js loads from a folder; config.json comes last, so its presence says that all is there. */
export async function writePeerModel(model: GgufModel, folder: string): Promise<void> {
  await mkdir(join(folder, 'onnx'), { recursive: true });
  const onnx = join(folder, 'onnx', 'model_quantized.onnx');
  await writeFile(`${onnx}.part`, encodeModel(buildPeerGraph(model), false).model);
  await rename(`${onnx}.part`, onnx);
  await writeFile(join(folder, 'generation_config.json'), '{}\n');
  await writeFile(join(folder, 'config.json'), `${JSON.stringify(peerConfig(model), null, 2)}\n`);
}

/** config.json as transformers.js reads it. */
export function peerConfig({ config }: Pick<GgufModel, 'config'>): Record<string, unknown> {
  return {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    hidden_size: config.hidden,
    intermediate_size: config.feedForward,
    num_hidden_layers: config.layers,
    num_attention_heads: config.heads,
    num_key_value_heads: config.kvHeads,
    head_dim: config.headSize,
    vocab_size: config.vocabularySize,
    max_position_embeddings: config.contextLength,
    rope_theta: config.ropeBase,
    rms_norm_eps: config.rmsEpsilon,
    tie_word_embeddings: true,
  };
}
