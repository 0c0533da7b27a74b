import { basename } from 'node:path';
import { ensureModel, models } from '@superposed/model-smollm2-135m';
import { choice, type Command, wholeNumber } from 'superposed';
import { loadTokenizer } from 'superposed/model';
import { measureGpu } from '../bench/gpu';
import { countGpuPasses } from '../bench/gpu-work';
import type { BenchModel } from '../bench/model-parts';
import { measureModels } from '../bench/models';
import { runBench } from '../bench/run';

/** Rounds of a run that is reported, of one that only tries, and of one on a machine that is lent for minutes. */
const ROUNDS = { full: 30, quick: 5, gpu: 8 };

export const bench: Command = {
  summary: 'times our decoders, transformers.js and wllama in a browser; writes docs/performance.md',
  // Takes no records: without this it would wait for some.
  manyFiles: true,
  options: {
    quick: { option: { type: 'boolean' }, help: 'few rounds, to try; writes nothing' },
    only: {
      option: { type: 'string' },
      help: 'all (default), ours, peers, keystrokes, ngrams, models: beside each other as pages use them, gpu: on a graphics processor, or gpu-work: counts on a software adapter',
    },
    model: {
      option: { type: 'string' },
      help: 'with gpu and models: GGUF files, with commas between them; SmolLM2 and Gemma by default',
    },
    site: {
      option: { type: 'string' },
      help: 'with gpu: a folder that the pages and models are kept in, in parts of less than 64 MiB; made where it is not there',
    },
    software: {
      option: { type: 'boolean' },
      help: 'with gpu: on the software adapter, to prove that all of it runs',
    },
    rounds: { option: { type: 'string' }, help: 'runs of everything, 30 by default' },
  },
  async *run(_, options) {
    const only = choice(options, 'only', [
      'all',
      'ours',
      'peers',
      'keystrokes',
      'ngrams',
      'models',
      'gpu',
      'gpu-work',
    ]);
    const quick = options['quick'] === true;
    const usual = only === 'gpu' ? ROUNDS.gpu : ROUNDS.full;
    const rounds = wholeNumber(options, 'rounds', quick ? ROUNDS.quick : usual);
    const onProgress = (message: string): void => void process.stderr.write(`bench: ${message}\n`);
    if (only === 'gpu-work') {
      yield* countGpuPasses(onProgress);
      return;
    }
    if (only === 'models') {
      yield* measureModels(await givenModels(options['model']), rounds, onProgress);
      return;
    }
    if (only === 'gpu') {
      const text = await measureGpu({
        models: () => givenModels(options['model']),
        folder: typeof options['site'] === 'string' ? options['site'] : undefined,
        software: options['software'] === true,
        rounds,
        onProgress,
      });
      // As it is, for docs/performance.md.
      process.stdout.write(`${text}\n`);
      return;
    }
    const tokenizer = await loadTokenizer();
    yield* runBench({
      rounds,
      only,
      write: !quick && only === 'all',
      encode: (text) => tokenizer.encode(text),
      onProgress,
    });
  },
};

/** @param files paths of GGUF files with commas between them */
async function givenModels(files: unknown): Promise<BenchModel[]> {
  if (typeof files === 'string') {
    return files.split(',').map((path) => ({ id: basename(path, '.gguf'), path }));
  }
  const found: BenchModel[] = [];
  for (const [id, manifest] of Object.entries(models))
    found.push({ id, path: (await ensureModel({ manifest })).gguf });
  return found;
}
