/** Runs in the page: what the browser's menu does. For a browser that has no keys for it. */
export function runUndo(command: 'undo' | 'redo'): void {
  // Deprecated, and there is nothing in its place.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand(command);
}
