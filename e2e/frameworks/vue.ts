import { createApp, h, ref, vModelText, withDirectives } from 'vue';
import type { Mount } from '../editors/mounted';

/** What `<textarea v-model="text" />` compiles to. */
export const vue: Mount = (place) => {
  const text = ref('');
  const update = (value: string) => {
    text.value = value;
  };
  createApp({
    render: () =>
      h('superposed-complete', { debounce: 0 }, [
        withDirectives(h('textarea', { 'aria-label': 'Text', 'onUpdate:modelValue': update }), [
          [vModelText, text.value],
        ]),
      ]),
  }).mount(place);
  return { text: () => text.value };
};
