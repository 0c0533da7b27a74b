import Quill from 'quill';
import type { Mount } from './mounted';

export const quill: Mount = (place) => {
  const box = document.createElement('div');
  place.append(box);
  const editor = new Quill(box, { modules: { history: { delay: 300 } } });
  editor.root.ariaLabel = 'Text';
  return { text: () => editor.getText().trimEnd() };
};
