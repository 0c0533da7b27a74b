// What each package and each room in it holds, and what it may import. The linter holds the code to this table
// (.dependency-cruiser.mjs), and docs/architecture.md is made from both (npm run picture).

/**
 * @typedef {object} Room a folder of a package's `src`, or a file right in it, by its name without an ending
 * @property {string} holds one line
 * @property {string[]} [uses] rooms above in the list that it may import
 * @typedef {object} Package
 * @property {string} holds
 * @property {string[]} [uses] packages above in the list that it may import
 * @property {Record<string, Room>} [rooms] Files right in `src` that are not listed are entries: they may import all
 *   rooms of their package, and no room may import them.
 */

/** Lowest first: nothing imports what stands below it. @type {Record<string, Package>} */
export const PACKAGES = {
  decoding: {
    holds: 'the algorithm: pure functions and small classes over numbers',
    rooms: {
      random: { holds: 'random numbers that follow from a seed' },
      model: { holds: 'what decoding asks of a language model and of n-grams' },
      drafts: { holds: 'drafts, their candidates and their order', uses: ['model'] },
      superposed: { holds: 'Superposed Decoding: its options and its steps', uses: ['model', 'drafts'] },
      baselines: {
        holds: 'greedy, nucleus, beam search and trees, to compare with',
        uses: ['random', 'model', 'drafts'],
      },
    },
  },
  ngram: {
    holds: 'n-gram tables: format, reader, writer, and those of one writer',
    rooms: {
      format: { holds: 'the bytes of a table: headers, hashes, quantisation, manifest' },
      read: { holds: 'look-ups in shards, as they come', uses: ['format'] },
      personal: { holds: 'n-grams that one writer teaches, over a table', uses: ['format', 'read'] },
      write: { holds: 'counted n-grams to shards', uses: ['format', 'read'] },
    },
  },
  'model-smollm2-135m': { holds: 'which bytes of the language models, from where, under which licence' },
  'ngram-english': { holds: 'the table of English, with its sources and licences' },
  runtime: {
    holds: 'language models: GGUF files, graphs, kernels, devices',
    uses: ['decoding'],
    rooms: {
      errors: { holds: 'why a model can’t run' },
      gguf: { holds: 'the file: header, tensors, block formats', uses: ['errors'] },
      onnx: { holds: 'graphs and matrix products as ONNX', uses: ['gguf'] },
      architectures: { holds: 'which layers a model is made of', uses: ['errors', 'gguf', 'onnx'] },
      passes: { holds: 'rows in, logits out, over a graph', uses: ['onnx', 'architectures'] },
      wasm: {
        holds: 'kernels in memory: layout, weights, helper threads',
        uses: ['errors', 'gguf', 'architectures', 'passes'],
      },
      kernels: { holds: 'the kernels themselves, in AssemblyScript', uses: ['wasm'] },
      webgpu: {
        holds: 'sessions and caches on the graphics processor',
        uses: ['onnx', 'architectures', 'passes'],
      },
      'start-kernel-worker': { holds: 'a helper thread of the page', uses: ['wasm'] },
      devices: {
        holds: 'the choice of a device, and a model on it: in a page, in Node',
        uses: ['errors', 'gguf', 'onnx', 'architectures', 'passes', 'wasm', 'webgpu', 'start-kernel-worker'],
      },
    },
  },
  engine: {
    holds: 'a worker that answers text with drafts, and the page’s side of it',
    uses: ['decoding', 'ngram', 'runtime'],
    rooms: {
      protocol: { holds: 'messages between page and worker, checked; the only room that both read' },
      assets: { holds: 'files: addresses, checksums, downloads, what is kept', uses: ['protocol'] },
      text: { holds: 'tokens and words of a text' },
      gates: {
        holds: 'which drafts are held back, and why: one file a reason, lists of words',
        uses: ['protocol'],
      },
      drafting: { holds: 'from a text before the caret to drafts', uses: ['protocol', 'text', 'gates'] },
      personal: { holds: 'the writer’s own n-grams, kept on the device', uses: ['protocol', 'text'] },
      beside: {
        holds: 'a model on another device in a thread of its own, and whether it is faster',
        uses: ['protocol'],
      },
      worker: {
        holds: 'in the worker: loads what is asked for, answers messages',
        uses: ['protocol', 'assets', 'text', 'drafting', 'personal', 'beside'],
      },
      'start-worker': { holds: 'the worker’s address' },
      page: {
        holds: 'in the page: when to ask, what is stale, a worker that died',
        uses: ['protocol', 'assets', 'start-worker'],
      },
    },
  },
  element: {
    holds: 'the web component: field, caret, chips, keys, languages',
    uses: ['engine'],
    rooms: {
      keys: { holds: 'chords, and which of them an event is' },
      fields: { holds: 'kinds of text fields: text, caret, insertion' },
      locales: { holds: 'translations' },
      language: { holds: 'which language is spoken, and all its words', uses: ['locales'] },
      engine: { holds: 'the engine’s client as the element needs it; consent' },
      settings: { holds: 'attributes and properties', uses: ['keys', 'fields', 'engine'] },
      events: { holds: 'what the element tells the page', uses: ['engine'] },
      drafts: { holds: 'which drafts are shown, chosen, taken: a reducer', uses: ['fields'] },
      commands: { holds: 'what keys do to drafts that were seen', uses: ['keys', 'fields', 'drafts'] },
      personal: { holds: 'what of the writing is learned', uses: ['fields', 'engine'] },
      completion: {
        holds: 'from what is written to drafts, and from a draft into the field',
        uses: ['fields', 'engine', 'settings', 'events', 'drafts', 'personal'],
      },
      ghost: { holds: 'the best draft as grey text at the caret', uses: ['fields'] },
      bar: { holds: 'chips and the keys that choose them', uses: ['keys', 'language', 'drafts'] },
      view: {
        holds: 'how drafts and status are shown and said',
        uses: ['keys', 'fields', 'language', 'engine', 'settings', 'drafts', 'ghost', 'bar'],
      },
      'superposed-complete': {
        holds: 'the element: passes events on to the rooms',
        uses: [
          'fields',
          'language',
          'engine',
          'settings',
          'events',
          'drafts',
          'commands',
          'personal',
          'completion',
          'bar',
          'view',
        ],
      },
      warnings: {
        holds: 'in development: what of a page is likely wrong',
        uses: ['fields', 'settings', 'events'],
      },
      jsx: {
        holds: 'types of the tag for React, Preact and Solid',
        uses: ['settings', 'events', 'superposed-complete'],
      },
    },
  },
  'ngram-builder': {
    holds: 'tables from text: counting out of core, pruning',
    uses: ['decoding', 'ngram', 'runtime', 'engine', 'model-smollm2-135m', 'ngram-english'],
    rooms: {
      flags: { holds: 'options of its command' },
      progress: { holds: 'how far a step is' },
      memory: { holds: 'how much memory each step may use' },
      count: { holds: 'counting and pruning, in DuckDB or Spark', uses: ['progress'] },
      texts: { holds: 'files of text to windows of tokens', uses: ['progress', 'count'] },
      save: { holds: 'counts to a table, and its measure', uses: ['progress', 'memory', 'count', 'texts'] },
      build: { holds: 'all steps in order', uses: ['progress', 'memory', 'count', 'texts', 'save'] },
      command: {
        holds: 'its command',
        uses: ['flags', 'progress', 'memory', 'count', 'build'],
      },
    },
  },
  cli: {
    holds: 'commands for files, terminals and a server to try',
    uses: ['decoding', 'ngram', 'runtime', 'engine', 'ngram-builder', 'model-smollm2-135m', 'ngram-english'],
    rooms: {
      terminal: { holds: 'what a command is: options, records in, results out' },
      assets: { holds: 'model, table and files of a site on this machine', uses: ['terminal'] },
      models: {
        holds: 'which models there are; files cut down to languages, joined, packed',
        uses: ['terminal', 'assets'],
      },
      server: { holds: 'a static server with the headers that threads need', uses: ['terminal', 'assets'] },
      commands: { holds: 'the commands', uses: ['terminal', 'assets', 'models', 'server'] },
    },
  },
  evaluation: {
    holds: 'studies and benchmarks; not published',
    uses: [
      'decoding',
      'ngram',
      'runtime',
      'engine',
      'ngram-builder',
      'cli',
      'model-smollm2-135m',
      'ngram-english',
    ],
    rooms: {
      statistics: { holds: 'intervals, fits, reliability' },
      texts: { holds: 'texts, and where they are cut' },
      typing: { holds: 'a writer who types with drafts in view', uses: ['statistics', 'texts'] },
      quality: { holds: 'decoders, and how good their drafts are', uses: ['statistics', 'texts', 'typing'] },
      ngrams: { holds: 'how good a table is', uses: ['statistics', 'texts', 'quality'] },
      replay: { holds: 'recorded runs of the reference code' },
      bench: { holds: 'times, beside other ways to run the model', uses: ['statistics'] },
      soak: { holds: 'hours of typing: memory, stalls', uses: ['bench'] },
      commands: {
        holds: 'a command a study',
        uses: ['statistics', 'texts', 'typing', 'quality', 'ngrams', 'replay', 'bench', 'soak'],
      },
    },
  },
};
