import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { createEditor, Node } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, Slate, withReact } from 'slate-react';
import type { Mount } from './mounted';

export const slate: Mount = (place) => {
  const editor = withHistory(withReact(createEditor()));
  const initialValue = [{ type: 'paragraph', children: [{ text: '' }] }];
  const editable = createElement(Editable, { 'aria-label': 'Text' });
  createRoot(place).render(createElement(Slate, { editor, initialValue, children: editable }));
  return { text: () => Node.string(editor) };
};
