import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { KeyMap } from '../keys/key-map';
import type { State } from '../drafts/state';
import { strings } from '../language/strings';

/** Milliseconds without a change before drafts are told of: nobody wants every keystroke talked over. */
const PAUSE = 600;
/** Milliseconds after which what was said is taken away, so that nobody who reads the page comes upon it. */
const READ = 5000;

/** What is to be said of drafts, for the first time and from then on. */
export interface Announcement {
  readonly withKeys: string;
  readonly short: string;
}

const SILENCE: Announcement = { withKeys: '', short: '' };

/** What is to be said of the drafts on show: nothing until they are complete. */
export function announcement(
  { suggestions, done }: Pick<State, 'suggestions' | 'done'>,
  keys: KeyMap,
): Announcement {
  const [best] = suggestions;
  if (!best || !done) return SILENCE;
  const { length } = suggestions;
  const [accept = '', dismiss = ''] = [keys.accept[0], keys.dismiss[0]];
  const text = best.text.trim();
  return length === 1
    ? { withKeys: strings.one(text, accept, dismiss), short: strings.oneMore(text) }
    : { withKeys: strings.several(length, text, accept, dismiss), short: strings.severalMore(length, text) };
}

/** The text of the element's live region. */
export class Announcer implements ReactiveController {
  /** What the region holds now. */
  text = '';
  /** Whether that tells of something that was done. */
  private isDeed = false;
  private drafts = '';
  /** Whether the keys were named. */
  private named = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Tells of drafts after a pause. Those that are gone are not spoken of at once. */
  say({ withKeys, short }: Announcement): void {
    if (short === this.drafts) return;
    this.drafts = short;
    if (!this.isDeed) this.text = '';
    if (short !== '') {
      this.later(PAUSE, () => {
        this.speak(this.named ? short : withKeys, false);
        this.named = true;
      });
    } else if (this.text === '') clearTimeout(this.timer);
    else this.later(READ, () => this.speak('', false));
  }

  /** Tells at once of something that was done; drafts are told of after it. */
  tell(deed: string): void {
    this.drafts = '';
    this.speak(deed, true);
  }

  hostDisconnected(): void {
    this.isDeed = false;
    this.say(SILENCE);
    this.text = '';
    clearTimeout(this.timer);
  }

  private speak(text: string, isDeed: boolean): void {
    this.text = text;
    this.isDeed = isDeed;
    this.host.requestUpdate();
    if (text !== '') this.later(READ, () => this.speak('', false));
  }

  private later(wait: number, act: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, wait);
  }
}
