export * from './language-model';
export * from './ngram-source';
