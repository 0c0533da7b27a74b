export * from './model/language-model';
export { WrappedModel } from './model/wrapped-model';
export * from './model/ngram-source';
export * from './model/recall';
export { proposalsAfter, withTargets } from './superposed/proposals';
export * from './drafts/draft';
export * from './drafts/limits';
export * from './superposed/options';
export * from './superposed/presets';
export { mix, type Mixtures } from './superposed/mixture';
export * from './superposed/branch-steps';
export * from './superposed/superposition';
export {
  scoreTokens,
  type RowUse,
  START,
  superposedStep,
  type NgramLookUp,
  type StepRows,
  type SuperposedState,
} from './superposed/superposed-step';
export * from './superposed/superposed';
export * from './baselines/greedy';
export * from './baselines/nucleus';
export * from './baselines/beam';
export * from './superposed/score-drafts';
export { interpolate, topProbabilities } from './superposed/scores';
