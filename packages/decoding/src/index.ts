export * from './language-model';
export { WrappedModel } from './wrapped-model';
export * from './ngram-source';
export * from './draft';
export * from './options';
export * from './presets';
export { mix, type Mixtures } from './mixture';
export * from './branch-steps';
export * from './superposition';
export {
  scoreTokens,
  START,
  superposedStep,
  type NgramLookUp,
  type SuperposedState,
} from './superposed-step';
export * from './superposed';
export * from './greedy';
export * from './nucleus';
export * from './beam';
export * from './score-drafts';
export { interpolate, topProbabilities } from './scores';
