export { NgramFormatError, type NgramFormatCode } from './format/errors';
export { tokenizerFingerprint } from './format/fingerprint';
export { PHRASE_ORDER, shardOfToken, VERSION } from './format/format';
export { loadNgramTable, type NgramLoad, type ShardStatus } from './read/load';
export {
  parseManifest,
  type ManifestShard,
  type ManifestVocabulary,
  type NgramManifest,
} from './format/manifest';
export {
  PersonalNgrams,
  type NgramBase,
  type PersonalOptions,
  type PersonalSnapshot,
} from './personal/personal';
export { TEXT_END, TextNgrams } from './personal/text-ngrams';
export { PhraseKeys } from './write/phrase-keys';
export { parseShard, type Shard } from './read/shard';
export type { NgramContinuation } from './read/best-continuations';
export { LOOK_BACK } from './read/phrases';
export { NgramTable } from './read/table';
export { readVocabulary } from './read/vocabulary';
export type { NgramCounts } from './write/ngram-counts';
export { TableWriter, type TableOptions } from './write/table-writer';
export { writeTable } from './write/write-table';
export { writeVocabulary } from './write/write-vocabulary';
