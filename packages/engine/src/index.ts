export { connect, SuggestionClient, type ClientSuggestOptions } from './page/client';
export type { ConnectionListener, Port, Status } from './page/connection';
export { remaining, type Draft, type DraftSource, type DraftSet } from './protocol/drafts';
export { EngineError, isAbort } from './protocol/errors';
export { GATES, type GateName, type GateSettings } from './protocol/gates';
export { alarmSum, type Alarm } from './gates/alarm';
export { InstantSession } from './drafting/instant-session';
export {
  checkSuggestOptions,
  DRAFT_LENGTHS,
  type DraftLength,
  type SuggestOptions,
} from './protocol/options';
export type { EngineConfig, PersonalExport, Phase } from './protocol/protocol';
export {
  CONFIDENCE,
  confidenceFeatures,
  confidenceOf,
  type ConfidenceFeatures,
  type ConfidenceWeights,
} from './drafting/confidence';
export { readPresets, type ModelPresets } from './drafting/presets';
export { SuggestionSession, type SessionParts } from './drafting/session';
export { TRIM, type TrimRule } from './drafting/trim';
export { frequentTokens } from './text/frequent-tokens';
export { cutsWord, endsWithWord, restOfWord, startsWithWord, wordAtEnd, wordAtStart } from './text/words';
