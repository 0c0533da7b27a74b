/** What a link to the demo can hold, by the names of the element's attributes. */
export interface DemoSettings {
  readonly k: number;
  readonly 'max-tokens': number;
  readonly openings: 'distinct' | 'paper';
  readonly 'branch-steps': number | 'auto';
  readonly threshold: number;
  readonly device: 'auto' | 'webgpu' | 'wasm';
  readonly personal: boolean;
}

type Name = keyof DemoSettings;

const STANDARD: DemoSettings = {
  k: 3,
  'max-tokens': 10,
  openings: 'distinct',
  'branch-steps': 'auto',
  threshold: 0,
  device: 'auto',
  personal: false,
};

/** Only in an address: other files than the demo's own. */
const PLACES = ['model', 'ngrams', 'ort'] as const;

interface Rule<T> {
  /** undefined where the text names no such value. */
  readonly read: (text: string) => T | undefined;
  /** What would have been right. */
  readonly wanted: string;
}

const oneOf = <T extends string>(...values: readonly T[]): Rule<T> => ({
  read: (text) => values.find((value) => value === text),
  wanted: `one of ${values.join(', ')}`,
});
const between = (least: number, most: number, whole: boolean): Rule<number> => ({
  read: (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    return value >= least && value <= most && (!whole || Number.isInteger(value)) ? value : undefined;
  },
  wanted: `a ${whole ? 'whole ' : ''}number from ${least} to ${most}`,
});
const steps = between(0, 64, true);

const RULES: { readonly [N in Name]: Rule<DemoSettings[N]> } = {
  k: between(1, 10, true),
  'max-tokens': between(1, 64, true),
  openings: oneOf('distinct', 'paper'),
  'branch-steps': {
    read: (text) => (text === 'auto' ? text : steps.read(text)),
    wanted: `auto, or ${steps.wanted}`,
  },
  threshold: between(0, 1, false),
  device: oneOf('auto', 'webgpu', 'wasm'),
  personal: { read: (text) => ({ '': true, true: true, false: false })[text], wanted: 'true or false' },
};
const NAMES = Object.keys(RULES) as Name[];

/** Settings as an address has them; those that it gets wrong are left as they usually are, and said. */
export function readSettings(query: URLSearchParams): {
  readonly settings: DemoSettings;
  readonly problems: string[];
} {
  const problems: string[] = [];
  const read = <N extends Name>(name: N): DemoSettings[N] => {
    const text = query.get(name);
    const value = text === null ? STANDARD[name] : RULES[name].read(text);
    if (value !== undefined) return value;
    problems.push(
      `${name} is “${text}” in the address, but has to be ${RULES[name].wanted}: it is ${STANDARD[name]} now.`,
    );
    return STANDARD[name];
  };
  const settings = Object.fromEntries(NAMES.map((name) => [name, read(name)]));
  return { settings: settings as unknown as DemoSettings, problems };
}

/** The same query with other settings; what is as usual is left out, what is no setting stays. */
export function writeSettings(query: URLSearchParams, settings: DemoSettings): URLSearchParams {
  const written = new URLSearchParams(query);
  for (const name of NAMES) {
    if (settings[name] === STANDARD[name]) written.delete(name);
    else written.set(name, String(settings[name]));
  }
  return written;
}

/** The settings with one of them changed, as text from a form; undefined where it is out of range. */
export function changed(settings: DemoSettings, name: string, text: string): DemoSettings | undefined {
  const value = RULES[name as Name].read(text);
  return value === undefined ? undefined : { ...settings, [name]: value };
}

/** Where the address says the files lie. */
export function placesIn(query: URLSearchParams): Partial<Record<(typeof PLACES)[number], string>> {
  return Object.fromEntries(PLACES.flatMap((name) => (query.has(name) ? [[name, query.get(name)!]] : [])));
}

/** Sets the element up as the settings say. */
export function applySettings(element: Element, settings: DemoSettings, query: URLSearchParams): void {
  for (const name of PLACES) if (!query.has(name)) element.removeAttribute(name);
  for (const [name, value] of Object.entries({ ...settings, ...placesIn(query) })) {
    if (typeof value === 'boolean') element.toggleAttribute(name, value);
    else element.setAttribute(name, String(value));
  }
}
