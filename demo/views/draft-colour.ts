/** Colours are ten, as drafts are at most. */
export const draftColour = (index: number): string => `var(--draft-${(index % 10) + 1})`;

/**
 * Lets an element and what is in it have a draft's colour, as `--draft`. For the property `style`: a strict content
 * policy allows no such attribute.
 */
export const inColourOf = (index: number): string => `--draft: ${draftColour(index)}`;
