import { createComponent, type EventName } from '@lit/react';
import * as React from 'react';
import type { SuperposedEventMap } from './events';
import { SuperposedComplete as Element } from 'superposed-complete';

const event = <Name extends keyof SuperposedEventMap>(name: Name) =>
  name as unknown as EventName<SuperposedEventMap[Name]>;

/**
 * `<superposed-complete>` for React: properties as props, its events as `onSuggest`, `onAccept`, `onDismiss`,
 * `onProgress` and `onError`, the element itself as `ref`. The field is its child.
 */
export const SuperposedComplete = createComponent({
  react: React,
  tagName: 'superposed-complete',
  elementClass: Element,
  displayName: 'SuperposedComplete',
  events: {
    onSuggest: event('superposed-suggest'),
    onAccept: event('superposed-accept'),
    onDismiss: event('superposed-dismiss'),
    onProgress: event('superposed-progress'),
    onError: event('superposed-error'),
  },
});
