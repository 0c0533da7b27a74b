/**
 * Which keys do what. A key is written as in `aria-keyshortcuts`: 'Tab', 'Alt+1', 'Control+ArrowRight', 'Alt+]'.
 * Each action has any number of keys; none turns it off.
 */
export interface KeyMap {
  /** Takes the selected draft. */
  readonly accept: readonly string[];
  /** Takes the next word of the selected draft. In a right-to-left field the arrow is the left one. */
  readonly acceptWord: readonly string[];
  /** The first takes the first draft, the second the second … */
  readonly acceptNumber: readonly string[];
  readonly next: readonly string[];
  readonly previous: readonly string[];
  /** Hides the drafts until the next word. */
  readonly dismiss: readonly string[];
  /** Asks for drafts here and now. */
  readonly suggest: readonly string[];
}

export const DEFAULT_KEYS: KeyMap = {
  accept: ['Tab'],
  acceptWord: ['Control+ArrowRight', 'Alt+ArrowRight'],
  acceptNumber: Array.from({ length: 9 }, (_, index) => `Alt+${index + 1}`),
  next: ['Alt+ArrowDown', 'Alt+]'],
  previous: ['Alt+ArrowUp', 'Alt+['],
  dismiss: ['Escape'],
  suggest: ['Control+Space', 'Alt+Space'],
};

/** What a key press asks for; `index` is the draft's for 'acceptNumber'. */
export interface KeyAction {
  readonly action: keyof KeyMap;
  readonly index: number;
}

type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing'
>;

/** The action of a key press, or null. */
export function keyAction(event: Press, keys: KeyMap, rightToLeft = false): KeyAction | null {
  // The keys of an input method are its own, the last one too: Safari ends the composition before that key.
  if (event.isComposing || event.key === 'Process') return null;
  for (const action of Object.keys(keys) as (keyof KeyMap)[]) {
    const mirrored = rightToLeft && action === 'acceptWord';
    const index = keys[action].findIndex((key) => matches(event, mirrored ? mirror(key) : key));
    if (index >= 0) return { action, index };
  }
  return null;
}

function mirror(key: string): string {
  return key.replace(/Arrow(Left|Right)/, (_, side) => (side === 'Left' ? 'ArrowRight' : 'ArrowLeft'));
}

/** Without a list or pattern made anew: it is asked for every chord at every key. */
function matches(event: Press, chord: string): boolean {
  const { altKey, ctrlKey, metaKey, shiftKey } = event;
  const key = chord.slice(chord.slice(0, -1).lastIndexOf('+') + 1);
  // Whatever else stands before the key is no modifier that could be held.
  const held = 4 * +altKey + 8 * +ctrlKey + 5 * +metaKey + 6 * +shiftKey;
  return (
    chord.length - key.length === held &&
    chord.includes('Alt+') === altKey &&
    chord.includes('Control+') === ctrlKey &&
    chord.includes('Meta+') === metaKey &&
    chord.includes('Shift+') === shiftKey &&
    // With Alt a key writes another character on a Mac, and layouts differ: there the key's place counts as well.
    (event.key.toLowerCase() === key.toLowerCase() || codesOf(key).includes(event.code))
  );
}

function codesOf(key: string): string[] {
  if (/^\d$/.test(key)) return [`Digit${key}`, `Numpad${key}`];
  if (/^[a-z]$/i.test(key)) return [];
  return { '[': ['BracketLeft'], ']': ['BracketRight'], Space: ['Space'] }[key] ?? [];
}
