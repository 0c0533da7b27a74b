import type { ReactiveController } from 'lit';
import type { Settings } from '../settings';
import type { SuperposedEventMap } from '../events';
import { fieldWarnings, refusalWarning } from './field-warnings';
import { settingWarnings } from './setting-warnings';

/** Milliseconds in which a page may still put field and label in place, and change settings. */
const PAUSE = 1000;

/** Tells developers in the console where a page is likely wrong, each thing once for an element. */
export class Warnings implements ReactiveController {
  private readonly told = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private listening = new AbortController();

  constructor(private readonly host: Settings) {}

  hostConnected(): void {
    const { signal } = (this.listening = new AbortController());
    this.host.addEventListener('superposed-accept', (event) => this.onAccept(event), { signal });
  }

  hostUpdated(): void {
    this.timer ??= setTimeout(() => this.check(), PAUSE);
  }

  hostDisconnected(): void {
    this.listening.abort();
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private check(): void {
    this.timer = undefined;
    if (!this.host.isConnected) return;
    this.tell([...settingWarnings(this.host), ...fieldWarnings(this.host)]);
  }

  /** An editor may write a moment later. */
  private onAccept(event: SuperposedEventMap['superposed-accept']): void {
    setTimeout(() => {
      if (!event.defaultPrevented) this.tell(refusalWarning(this.host, event.detail.inserted));
    }, PAUSE);
  }

  private tell(warnings: readonly string[]): void {
    for (const warning of warnings) {
      if (this.told.has(warning)) continue;
      this.told.add(warning);
      console.warn(`<superposed-complete>: ${warning}`, this.host);
    }
  }
}
