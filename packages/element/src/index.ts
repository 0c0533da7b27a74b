export { SuperposedComplete } from './superposed-complete';
export type { AcceptDetail, DismissDetail, ErrorDetail, SuggestDetail, SuperposedEventMap } from './events';
export type { CaretPlace, FieldAdapter, FieldListener, FieldText } from './fields/field-adapter';
export { DEFAULT_KEYS, type KeyMap } from './keys/key-map';
export type { ElementStatus } from './engine/engine-link';
export type { Locale } from './language/locale';
export { setLocale } from './language/localization';
export type { Draft } from '@superposed/engine';
