export * from './language-model';
export * from './ngram-source';
export * from './draft';
export * from './options';
export * from './superposition';
export { START, superposedStep, type NgramLookUp, type SuperposedState } from './superposed-step';
export * from './superposed';
export * from './greedy';
