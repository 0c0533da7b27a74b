import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { SuperposedComplete } from '../superposed-complete';
import type { SuperposedAttributes, SuperposedListeners, SuperposedProperties } from './attributes';

/** For React 19 or later; before, there is `superposed-complete/react`. */
export type SuperposedCompleteProps = DetailedHTMLProps<
  HTMLAttributes<SuperposedComplete>,
  SuperposedComplete
> &
  SuperposedAttributes &
  SuperposedProperties &
  SuperposedListeners<'on'>;

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- it is React's, and this adds to it
  namespace JSX {
    interface IntrinsicElements {
      'superposed-complete': SuperposedCompleteProps;
    }
  }
}
