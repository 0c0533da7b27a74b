/** What of a key press is compared. */
export type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing'
> & {
  readonly keyCode?: number;
  getModifierState?(name: string): boolean;
};

/** A key with its modifiers, as it is written in a key map, taken apart. */
export interface Chord {
  /** As in `KeyboardEvent.key`, in lower case. */
  readonly key: string;
  readonly alt: boolean;
  readonly control: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
}

const MODIFIERS = ['Alt', 'Control', 'Meta', 'Shift'];
const isCharacter = (key: string) => /^.$/su.test(key);

/** Null where something before the key is no modifier; such a chord can't be pressed. */
export function parseChord(written: string): Chord | null {
  const key = written.slice(written.slice(0, -1).lastIndexOf('+') + 1);
  const held = written
    .slice(0, written.length - key.length)
    .split('+')
    .slice(0, -1);
  if (held.some((name) => !MODIFIERS.includes(name))) return null;
  const has = (name: string) => held.includes(name);
  return {
    key: key === 'Space' ? ' ' : key.toLowerCase(),
    alt: has('Alt'),
    control: has('Control'),
    meta: has('Meta'),
    shift: has('Shift'),
  };
}

/** Whether a key press writes something, or is an input method's: then it is nobody else's. */
export function isTyping(press: Press): boolean {
  const { key, code, altKey, ctrlKey, metaKey } = press;
  // What a browser's autofill sends as a key press has none. Safari ends a composition before the key that ends it:
  // 229 is all that tells.
  if (typeof key !== 'string' || press.isComposing || key === 'Process' || press.keyCode === 229) return true;
  // Alt and digits of the number pad write a character by its number.
  if (altKey && /^Numpad/.test(code)) return true;
  // Windows tells of AltGr as Control and Alt.
  if (isCharacter(key) && press.getModifierState?.('AltGraph')) return true;
  return isCharacter(key) && !altKey && !ctrlKey && !metaKey;
}

/** Whether a press is this chord. Digits and signs may need Shift to be written, which differs between layouts. */
export function isPressed(press: Press, chord: Chord): boolean {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = press;
  return (
    key.toLowerCase() === chord.key &&
    altKey === chord.alt &&
    ctrlKey === chord.control &&
    metaKey === chord.meta &&
    (shiftKey === chord.shift || (shiftKey && /^[^\p{L}\s]$/u.test(chord.key)))
  );
}
