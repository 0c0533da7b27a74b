const text = { type: 'string' } as const;

/** One option of the command: as node:util parseArgs takes it, and a line of help. */
export interface Flag {
  readonly option: { readonly type: 'string' | 'boolean'; readonly default?: string };
  readonly help: string;
}

/** What a table can be built with from a command line. Apart from the builder, which takes a moment to load. */
export const FLAGS = {
  out: { option: text, help: 'folder for the shards and manifest.json; needed' },
  model: { option: text, help: 'GGUF file whose tokenizer is used; default SmolLM2-135M, fetched once' },
  memory: { option: { ...text, default: '2GB' }, help: 'what the whole process may use; default 2GB' },
  threads: { option: text, help: 'as many as memory allows; default one a core' },
  work: { option: text, help: 'folder that an interrupted run goes on from; default OUT.work' },
  'keep-work': {
    option: { type: 'boolean' },
    help: 'leaves it afterwards: another pruning then needs no new count',
  },
  minimum: {
    option: { ...text, default: '3,3,3,3,3' },
    help: 'least count of orders 2, 3, …, as many as are wanted; default 3,3,3,3,3',
  },
  'rare-share': {
    option: { ...text, default: '2,2,2,2,2' },
    help: 'by order: n-grams seen twice stay if they are this share of their context; default 2,2,2,2,2, none',
  },
  phrases: {
    option: text,
    help: 'also keeps phrases of six tokens: those seen twice, and all of a FILE that repeats this share, 0 … 1',
  },
  'phrase-bits': { option: { ...text, default: '8' }, help: 'bits of a phrase; default 8' },
  shards: { option: { ...text, default: '6' }, help: 'number of shards; default 6' },
  'first-bytes': {
    option: { ...text, default: '1900000' },
    help: 'size of the first shard; default 1900000',
  },
  'held-out': { option: text, help: 'a FILE that is not counted, to measure the table on' },
  engine: { option: { ...text, default: 'duckdb' }, help: 'duckdb (default), or spark for many machines' },
  'spark-sql': {
    option: { ...text, default: 'spark-sql' },
    help: "Spark's program and its arguments, such as 'spark-sql --master yarn'",
  },
  sources: { option: text, help: 'a note for the manifest: where the text is from' },
  licence: { option: text, help: 'a note for the manifest: what may be done with the table' },
} as const satisfies Readonly<Record<string, Flag>>;

/** What was given, by name. */
export type FlagValues = Readonly<Record<string, string | boolean | undefined>>;
