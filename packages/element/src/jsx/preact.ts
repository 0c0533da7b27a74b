import type { HTMLAttributes } from 'preact';
import type { SuperposedComplete } from '../superposed-complete';
import type { SuperposedAttributes, SuperposedListeners, SuperposedProperties } from './attributes';

export type SuperposedCompleteProps = HTMLAttributes<SuperposedComplete> &
  SuperposedAttributes &
  SuperposedProperties &
  SuperposedListeners<'on'>;

declare module 'preact' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- it is Preact's, and this adds to it
  namespace JSX {
    interface IntrinsicElements {
      'superposed-complete': SuperposedCompleteProps;
    }
  }
}
