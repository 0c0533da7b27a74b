import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import type { Mount } from './mounted';

export const tiptap: Mount = (place) => {
  const editor = new Editor({
    element: place,
    extensions: [StarterKit],
    editorProps: { attributes: { 'aria-label': 'Text' } },
  });
  return { text: () => editor.getText() };
};
