import { baseKeymap } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { schema } from 'prosemirror-schema-basic';
import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import type { Mount } from './mounted';

export const prosemirror: Mount = (place) => {
  const plugins = [history(), keymap({ 'Mod-z': undo, 'Mod-Shift-z': redo }), keymap(baseKeymap)];
  const view = new EditorView(place, {
    state: EditorState.create({ schema, plugins }),
    attributes: { 'aria-label': 'Text' },
  });
  return { text: () => view.state.doc.textContent };
};
