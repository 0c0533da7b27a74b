/** Autofill's names for what nobody wants to have completed, or learned. */
const AUTOFILL =
  /^(?:current-password|new-password|one-time-code|webauthn|username|email|cc-.+|tel(?:-.+)?|bday(?:-.+)?)$/;

/** Keyboards of fields that hold no words. */
const NO_WORDS = /^(?:numeric|decimal|tel|email|url)$/;

/** Marks that password managers leave at what they have filled. */
const FILLED =
  '[data-com-onepassword-filled], [data-dashlane-autofilled], .com-bitwarden-browser-animated-fill';

/** Fonts that show each letter as a dot. */
const DOTS = /text-security|password|dotsfont/i;

/** Milliseconds for which a verdict holds: styles and labels are dear to ask for, and several ask at each key. */
const HOLDS = 100;

/** Passwords stay secret while they are shown: a page does that by making them a text input. */
const passwords = new WeakSet<Element>();
/** What the browser or a password manager filled, until it is emptied. */
const filled = new WeakSet<Element>();
const verdicts = new WeakMap<Element, { readonly secret: boolean; readonly at: number }>();
const watched = new WeakMap<Node, PasswordWatch>();

/** What names tell is long, and loaded with the first field; nobody types before it is there. */
let names: typeof import('./secret-names') | undefined;
export async function loadSecretNames(): Promise<void> {
  names ??= await import('./secret-names');
}

/** Where a password input is, so that a text input which a framework puts in its place is known. */
interface Place {
  readonly parent: Element | null;
  readonly previous: Element | null;
  readonly next: Element | null;
  readonly names: string;
}

const placeOf = (input: Element): Place => ({
  parent: input.parentElement,
  previous: input.previousElementSibling,
  next: input.nextElementSibling,
  names: ['name', 'id', 'aria-label', 'placeholder'].map((name) => input.getAttribute(name) ?? '').join('\n'),
});

/** The passwords of one document or shadow root. */
class PasswordWatch {
  private readonly places = new Map<Element, Place>();
  private readonly observer = new MutationObserver((records) => this.note(records));

  constructor(private readonly root: Node) {
    this.observer.observe(root, { subtree: true, attributeFilter: ['type'], attributeOldValue: true });
  }

  /** Takes in the password inputs that are there now. */
  look(): void {
    this.note(this.observer.takeRecords());
    for (const input of (this.root as ParentNode).querySelectorAll('input[type=password i]')) {
      passwords.add(input);
      this.places.set(input, placeOf(input));
    }
  }

  /** Whether this input was a password, or has taken the place of one that is gone. */
  knows(input: Element): boolean {
    this.note(this.observer.takeRecords());
    if (passwords.has(input)) return true;
    const gone = [...this.places].filter(([password]) => !password.isConnected);
    if (gone.length === 0) return false;
    const own = placeOf(input);
    const replaces = gone.some(([, place]) => isSamePlace(place, own));
    if (replaces) passwords.add(input);
    return replaces;
  }

  private note(records: readonly MutationRecord[]): void {
    for (const { target, oldValue } of records) {
      if (oldValue?.toLowerCase() === 'password') passwords.add(target as Element);
    }
  }
}

function isSamePlace(was: Place, now: Place): boolean {
  const sameName = was.names.trim() !== '' && was.names === now.names;
  return sameName || (was.parent === now.parent && was.previous === now.previous && was.next === now.next);
}

/** Remembers which inputs around this element are passwords, as they may be shown later. */
export function notePasswords(element: Element): void {
  void loadSecretNames();
  const root = element.getRootNode();
  let watch = watched.get(root);
  if (!watch) watched.set(root, (watch = new PasswordWatch(root)));
  watch.look();
}

/** Whether a field holds what no draft may be offered for, and what may not be learned. */
export function isSecretField(element: HTMLElement): boolean {
  if (watched.get(element.getRootNode())?.knows(element)) return true;
  const known = verdicts.get(element);
  const now = performance.now();
  if (known && now - known.at < HOLDS) return known.secret;
  const secret = isNamedSecret(element) || isMasked(element) || wasFilled(element);
  if (names) verdicts.set(element, { secret, at: now });
  return secret;
}

function isNamedSecret(element: HTMLElement): boolean {
  const attribute = (name: string) => element.getAttribute(name) ?? '';
  // The property is empty for what the browser does not know.
  if (
    attribute('autocomplete')
      .toLowerCase()
      .split(/\s+/)
      .some((token) => AUTOFILL.test(token))
  )
    return true;
  const singleLine = element.localName === 'input';
  if (singleLine && NO_WORDS.test(attribute('inputmode').toLowerCase())) return true;
  const called = ['name', 'id', 'aria-label', 'placeholder', 'title'].map(attribute);
  return [...called, ...labelsOf(element)].some((name) => names?.isSecretName(name, singleLine));
}

function labelsOf(element: HTMLElement): string[] {
  const root = element.getRootNode() as Document | ShadowRoot;
  const ids = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
  const labels = [
    ...((element as Partial<HTMLInputElement>).labels ?? []),
    ...ids.map((id) => root.getElementById(id)),
  ];
  return labels.map((label) => (label ? ownText(label) : ''));
}

/** Without what fields inside it hold. */
function ownText(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return (node as Text).data;
  const isField =
    node instanceof Element && node.matches('textarea, select, option, script, style, [contenteditable]');
  return isField ? '' : [...node.childNodes].map(ownText).join(' ');
}

function isMasked(element: HTMLElement): boolean {
  const style = getComputedStyle(element);
  const security = style.getPropertyValue('-webkit-text-security');
  return (security !== '' && security !== 'none') || DOTS.test(style.fontFamily);
}

function wasFilled(element: HTMLElement): boolean {
  if (element.matches(':autofill') || element.matches(FILLED)) filled.add(element);
  else if ((element as Partial<HTMLInputElement>).value === '') filled.delete(element);
  return filled.has(element);
}
