export { connect, SuggestionClient, type ClientSuggestOptions } from './page/client';
export type { ConnectionListener, Port, Status } from './page/connection';
export { remaining, type Draft, type DraftSource, type DraftSet } from './protocol/drafts';
export { EngineError, isAbort } from './protocol/errors';
export { InstantSession } from './drafting/instant-session';
export type { EngineConfig, PersonalExport, Phase, SuggestOptions } from './protocol/protocol';
export { CONFIDENCE, confidenceFeatures, confidenceOf, type ConfidenceFeatures } from './drafting/confidence';
export { SuggestionSession, type SessionParts } from './drafting/session';
export { TRIM, type TrimRule } from './drafting/trim';
