/** Keys that are no letters, by their names in KeyboardEvent, as WebDriver writes them. */
const CODES: Record<string, string> = {
  Alt: '\uE00A',
  ArrowDown: '\uE015',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
  ArrowUp: '\uE013',
  Backspace: '\uE003',
  Control: '\uE009',
  Delete: '\uE017',
  End: '\uE010',
  Enter: '\uE007',
  Escape: '\uE00C',
  Home: '\uE011',
  Shift: '\uE008',
  Space: ' ',
  Tab: '\uE004',
};

/** One step of WebDriver's keyboard. */
export interface KeyAction {
  readonly type: 'keyDown' | 'keyUp';
  readonly value: string;
}

/** The keys of a chord, modifiers first. */
export const keysOf = (chord: string): string[] => chord.split('+');

/** Holds the keys of a chord down one after the other, and lets go of them in turn. */
export function chordActions(chord: string): KeyAction[] {
  const values = keysOf(chord).map((key) => CODES[key] ?? key);
  const down = values.map((value): KeyAction => ({ type: 'keyDown', value }));
  const up = values.reverse().map((value): KeyAction => ({ type: 'keyUp', value }));
  return [...down, ...up];
}

/** Presses a key for each character. */
export const textActions = (text: string): KeyAction[] =>
  // By code points: each is a press of its own.
  Array.from(text).flatMap((character) => chordActions(character === '\n' ? 'Enter' : character));
