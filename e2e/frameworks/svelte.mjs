import { mount } from 'svelte';
import Field from './Field.svelte';

/** @type {import('../editors/mounted.ts').Mount} */
export const svelte = (target) => {
  let text = '';
  const changed = (/** @type {string} */ value) => {
    text = value;
  };
  mount(Field, { target, props: { changed } });
  return { text: () => text };
};
