// No TypeScript: its packages lead our compiler, by the condition `source`, to sources that do not pass our settings.
import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerPlainText } from '@lexical/plain-text';
import { $createParagraphNode, $getRoot, createEditor } from 'lexical';

/** Milliseconds in which changes are one step of undo. */
const STEP = 300;

/** @type {import('./mounted.ts').Mount} */
export const lexical = (place) => {
  const root = place.ownerDocument.createElement('div');
  root.contentEditable = 'true';
  root.ariaLabel = 'Text';
  place.append(root);
  const editor = createEditor({
    onError: (error) => {
      throw error;
    },
  });
  registerPlainText(editor);
  registerHistory(editor, createEmptyHistoryState(), STEP);
  editor.setRootElement(root);
  editor.update(() => {
    $getRoot().clear().append($createParagraphNode()).selectEnd();
  });
  return { text: () => editor.getEditorState().read(() => $getRoot().getTextContent()) };
};
