import { lexical } from './lexical.mjs';
import { ownModel } from './own-model';
import { prosemirror } from './prosemirror';
import { quill } from './quill';
import { slate } from './slate';
import { tiptap } from './tiptap';

const editors = { lexical, 'own-model': ownModel, prosemirror, quill, slate, tiptap };

window.mount = (name) => {
  window.editor = editors[name as keyof typeof editors](document.querySelector<HTMLElement>('#place')!);
};
