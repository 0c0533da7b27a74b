import { isPressed, isTyping, parseChord, type Chord, type Press } from './chord';
import type { KeyMap, Platform } from './key-map';

/** Until where a key moves the caret; it is free where the text ends before. */
type Reach = 'line' | 'text' | null;

/** What a key press asks for. */
export interface KeyAction {
  readonly action: keyof KeyMap;
  /** The draft's for 'acceptNumber'. */
  readonly index: number;
  /** Where the key moves the caret: there it does so as long as text follows in the line, or at all. */
  readonly moves: Reach;
}

interface Binding extends KeyAction {
  readonly chord: Chord;
}

/** A key map, taken apart. */
export type Bindings = readonly Binding[];

/** Takes a key map apart, once, as it is asked at every key. */
export function bind(keys: KeyMap, platform: Platform): Bindings {
  return (Object.keys(keys) as (keyof KeyMap)[]).flatMap((action) =>
    keys[action].flatMap((written, index) => {
      const chord = parseChord(written);
      return chord ? [{ action, index, chord, moves: reachOf(chord, platform) }] : [];
    }),
  );
}

function reachOf({ key, alt }: Chord, platform: Platform): Reach {
  if (/^(?:arrow(?:left|right)|home|end)$/.test(key)) return 'line';
  // With Alt, arrows go up and down in lists, except on a Mac.
  return /^(?:arrow(?:up|down)|page(?:up|down))$/.test(key) && (!alt || platform === 'mac') ? 'text' : null;
}

/** Which way a field is written. A style has to be looked up for it, so only where it matters. */
interface Direction {
  readonly rightToLeft: boolean;
}

/** What a key press may mean, in the order in which it is tried: a key can ask for drafts, and select among them. */
export function keyActions(press: Press, bindings: Bindings, field: Direction): readonly KeyAction[] {
  if (isTyping(press)) return [];
  return bindings.filter(({ action, chord }) =>
    isPressed(press, action === 'acceptWord' && field.rightToLeft ? mirror(chord) : chord),
  );
}

function mirror(chord: Chord): Chord {
  const mirrored = { arrowleft: 'arrowright', arrowright: 'arrowleft' }[chord.key];
  return mirrored ? { ...chord, key: mirrored } : chord;
}
