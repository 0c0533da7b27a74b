export { buildTable, type BuildOptions, type BuildReport } from './build';
export { buildTableCommand, type CommandSetting } from './command';
export type { Pruning } from './counting-sql';
export { readDocuments } from './documents';
export type { SqlEngine, Views } from './engine';
export type { HeldOut } from './held-out';
export type { Progress, ProgressEvent } from './progress';
export { sparkEngine, type SparkOptions } from './spark';
export { wordCached } from './word-cache';
