import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Mount } from '../editors/mounted';

/** A controlled field that rewrites its value, and wants the focus as it comes. */
export const react: Mount = (place) => {
  let text = '';
  const Field = () => {
    const [value, setValue] = useState('');
    text = value;
    return createElement(
      'superposed-complete',
      { debounce: 0 },
      createElement('input', {
        'aria-label': 'Text',
        autoFocus: true,
        value,
        onChange: ({ target }: { target: HTMLInputElement }) => setValue(target.value.toUpperCase()),
      }),
    );
  };
  createRoot(place).render(createElement(Field));
  return { text: () => text };
};
