import { angular } from './angular';
import { react } from './react';
import { svelte } from './svelte.mjs';
import { vue } from './vue';

const frameworks = { angular, react, svelte, vue };

window.mount = (name) => {
  window.editor = frameworks[name as keyof typeof frameworks](document.querySelector<HTMLElement>('#place')!);
};
