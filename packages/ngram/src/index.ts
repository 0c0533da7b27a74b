export { NgramFormatError, type NgramFormatCode } from './errors';
export { tokenizerFingerprint } from './fingerprint';
export { VERSION } from './format';
export { loadNgramTable, type NgramLoad, type ShardStatus } from './load';
export { parseManifest, type ManifestShard, type NgramManifest } from './manifest';
export { parseShard, type Shard } from './shard';
export { NgramTable, type NgramContinuation } from './table';
export { writeTable, type NgramCounts, type TableOptions } from './write-table';
