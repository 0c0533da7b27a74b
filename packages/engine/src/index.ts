export { connect, SuggestionClient, type ClientSuggestOptions } from './client';
export type { ConnectionListener, Port, Status } from './connection';
export { remaining, type Draft, type DraftSource, type Hand } from './drafts';
export { EngineError, isAbort } from './errors';
export { InstantSession } from './instant-session';
export type { EngineConfig, PersonalExport, Phase, SuggestOptions } from './protocol';
export { CONFIDENCE, confidenceFeatures, confidenceOf, type ConfidenceFeatures } from './confidence';
export { SuggestionSession, type SessionParts } from './session';
export { TRIM, type TrimRule } from './trim';
