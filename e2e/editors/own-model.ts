import type { Mount } from './mounted';

/** The least that such an editor does: it lets the browser write nothing, and draws what its model says. */
export const ownModel: Mount = (place) => {
  const element = document.createElement('div');
  element.contentEditable = 'true';
  element.ariaLabel = 'Text';
  place.append(element);
  const steps = [''];
  const draw = () => {
    element.textContent = steps.at(-1)!;
    getSelection()!.selectAllChildren(element);
    getSelection()!.collapseToEnd();
  };
  element.addEventListener('beforeinput', (event) => {
    event.preventDefault();
    if (event.inputType === 'historyUndo') steps.pop();
    else steps.push(steps.at(-1)! + (event.data ?? ''));
    draw();
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'z' || !event.ctrlKey || steps.length < 2) return;
    event.preventDefault();
    steps.pop();
    draw();
  });
  return { text: () => steps.at(-1)! };
};
