/**
 * Which keys do what. A key is written as in `aria-keyshortcuts`: 'Tab', 'Alt+1', 'Control+ArrowRight', 'Alt+]'. It is
 * compared with the character that the key writes, in the layout of the writer's keyboard.
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

/** The systems whose keys differ; all others are as Linux. */
export type Platform = 'mac' | 'windows' | 'linux';

const numbered = (modifier: string) => Array.from({ length: 9 }, (_, index) => `${modifier}+${index + 1}`);

const LINUX: KeyMap = {
  accept: ['Tab'],
  acceptWord: ['Control+ArrowRight', 'Alt+ArrowRight'],
  acceptNumber: numbered('Alt'),
  next: ['Alt+ArrowDown', 'Alt+]'],
  previous: ['Alt+ArrowUp', 'Alt+['],
  dismiss: ['Escape'],
  // As in lists of every kind; Space with a modifier switches input sources, or types a space of its own.
  suggest: ['Alt+ArrowDown'],
};

const DEFAULTS: Readonly<Record<Platform, KeyMap>> = {
  linux: LINUX,
  // Alt+→ goes forward in the history of the tab.
  windows: { ...LINUX, acceptWord: ['Control+ArrowRight'] },
  // Option writes characters with digits and brackets, and Control+→ belongs to Mission Control.
  mac: {
    ...LINUX,
    acceptWord: ['Alt+ArrowRight'],
    acceptNumber: numbered('Control'),
    next: ['Alt+ArrowDown'],
    previous: ['Alt+ArrowUp'],
    suggest: ['Alt+ArrowDown', 'Control+.'],
  },
};

export function defaultKeysOf(platform: Platform): KeyMap {
  return DEFAULTS[platform];
}

/** @param name as the browser tells it in `navigator.userAgentData.platform`, or in `navigator.platform` */
export function platformOf(name: string): Platform {
  if (/mac|iphone|ipad|ipod/i.test(name)) return 'mac';
  return /^win/i.test(name) ? 'windows' : 'linux';
}

/** Absent on a server. */
interface Told {
  readonly navigator?: { readonly userAgentData?: { readonly platform: string }; readonly platform?: string };
}

const { navigator } = globalThis as Told;

/** The system that the page is shown on. */
export const PLATFORM = platformOf(navigator?.userAgentData?.platform || (navigator?.platform ?? ''));

/** What is not set otherwise on this system. */
export const DEFAULT_KEYS: KeyMap = defaultKeysOf(PLATFORM);
