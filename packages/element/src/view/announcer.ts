import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { KeyMap } from '../keys';
import type { State } from '../drafts/state';
import { strings } from '../language/strings';

/** Milliseconds without a change before anything is said: nobody wants every keystroke talked over. */
const PAUSE = 600;

/** What is to be said of the drafts on show: nothing until they are complete. */
export function announcement(
  { suggestions, done }: Pick<State, 'suggestions' | 'done'>,
  keys: KeyMap,
): string {
  const [best] = suggestions;
  if (!best || !done) return '';
  const [accept = '', dismiss = ''] = [keys.accept[0], keys.dismiss[0]];
  const text = best.text.trim();
  return suggestions.length === 1
    ? strings.one(text, accept, dismiss)
    : strings.several(suggestions.length, text, accept, dismiss);
}

/** The text of the element's live region. */
export class Announcer implements ReactiveController {
  /** What the region holds now. */
  text = '';
  private next = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Says this after a pause; silence comes at once. */
  say(text: string): void {
    if (text === this.next) return;
    this.next = text;
    this.text = '';
    clearTimeout(this.timer);
    if (text === '') return;
    this.timer = setTimeout(() => {
      this.text = text;
      this.host.requestUpdate();
    }, PAUSE);
  }

  hostDisconnected(): void {
    this.say('');
  }
}
