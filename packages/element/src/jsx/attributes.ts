import type { LitElement } from 'lit';
import type { SuperposedEventMap } from '../events';
import type { Settings } from '../settings';

type Setting = Exclude<keyof Settings, keyof LitElement | 'htmlFor'>;
/** What only a property can say, as it is no text, number or boolean. */
type Complex = {
  [Name in Setting]: NonNullable<Settings[Name]> extends string | number | boolean ? never : Name;
}[Setting];
type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : Name;

/** The attributes of `<superposed-complete>`; numbers may be written as text. */
export type SuperposedAttributes = {
  [Name in Exclude<Setting, Complex> as Kebab<Name>]?: Settings[Name] extends number
    ? number | `${number}`
    : Settings[Name];
} & {
  /** The id of a field elsewhere in the same document or shadow root, in place of a slotted one. */
  for?: string;
};

/** The properties of `<superposed-complete>` that have no attribute, by the name that a framework gives them. */
export type SuperposedProperties<Prefix extends string = ''> = {
  [Name in Complex as `${Prefix}${Name}`]?: Settings[Name];
};

/** A listener for each event, by the name that a framework gives it. */
export type SuperposedListeners<Prefix extends string> = {
  [Name in keyof SuperposedEventMap as `${Prefix}${Name}`]?: (event: SuperposedEventMap[Name]) => void;
};
