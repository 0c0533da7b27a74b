import { choice, type Command, wholeNumber } from 'superposed';
import { loadTokenizer } from 'superposed/model';
import { measureGpu } from '../bench/gpu';
import { countGpuPasses } from '../bench/gpu-work';
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
      help: 'all (default), ours, peers, keystrokes, ngrams, gpu: on a graphics processor, or gpu-work: counts on a software adapter',
    },
    rounds: { option: { type: 'string' }, help: 'runs of everything, 30 by default' },
  },
  async *run(_, options) {
    const only = choice(options, 'only', ['all', 'ours', 'peers', 'keystrokes', 'ngrams', 'gpu', 'gpu-work']);
    const quick = options['quick'] === true;
    const usual = only === 'gpu' ? ROUNDS.gpu : ROUNDS.full;
    const rounds = wholeNumber(options, 'rounds', quick ? ROUNDS.quick : usual);
    const tokenizer = await loadTokenizer();
    const onProgress = (message: string): void => void process.stderr.write(`bench: ${message}\n`);
    if (only === 'gpu-work') {
      yield* countGpuPasses(onProgress);
      return;
    }
    if (only === 'gpu') {
      const text = await measureGpu({ rounds, encode: (written) => tokenizer.encode(written), onProgress });
      yield { text };
      return;
    }
    yield* runBench({
      rounds,
      only,
      write: !quick && only === 'all',
      encode: (text) => tokenizer.encode(text),
      onProgress,
    });
  },
};
