export { SuperposedComplete } from './superposed-complete';
export type { AcceptDetail, DismissDetail, ErrorDetail, SuggestDetail, SuperposedEventMap } from './events';
export type { Draft, Status } from '@superposed/engine';
