export { buildTable, type BuildOptions, type BuildReport } from './build';
export { buildFromFlags } from './command';
export type { Pruning } from './count/counting-sql';
export { readDocuments } from './texts/documents';
export type { SqlEngine, Views } from './count/engine';
export type { HeldOut } from './save/held-out';
export type { Progress, ProgressEvent } from './progress';
export { sparkEngine, type SparkOptions } from './count/spark';
export { wordCached } from './texts/word-cache';
