import { styleMap } from 'lit/directives/style-map.js';

/** Colours are ten, as drafts are at most. */
export const draftColour = (index: number): string => `var(--draft-${(index % 10) + 1})`;

/** Lets an element and what is in it have a draft's colour, as `--draft`. */
export const inColourOf = (index: number) => styleMap({ '--draft': draftColour(index) });
