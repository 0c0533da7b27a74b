import type { JSX } from 'solid-js';
import type { SuperposedComplete } from '../superposed-complete';
import type { SuperposedAttributes, SuperposedListeners, SuperposedProperties } from './attributes';

export type SuperposedCompleteProps = JSX.HTMLAttributes<SuperposedComplete> &
  SuperposedAttributes &
  SuperposedProperties<'prop:'> &
  SuperposedListeners<'on:'>;

declare module 'solid-js' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- it is Solid's, and this adds to it
  namespace JSX {
    interface IntrinsicElements {
      'superposed-complete': SuperposedCompleteProps;
    }
  }
}
