import type { ReactiveController } from 'lit';
import type { Settings } from '../settings';
import { fieldWarnings } from './field-warnings';
import { settingWarnings } from './setting-warnings';

/** Milliseconds in which a page may still put field and label in place, and change settings. */
const PAUSE = 1000;

/** Tells developers in the console where a page is likely wrong, each thing once for an element. */
export class Warnings implements ReactiveController {
  private readonly told = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: Settings) {}

  hostUpdated(): void {
    this.timer ??= setTimeout(() => this.check(), PAUSE);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private check(): void {
    this.timer = undefined;
    if (!this.host.isConnected) return;
    for (const warning of [...settingWarnings(this.host), ...fieldWarnings(this.host)]) {
      if (this.told.has(warning)) continue;
      this.told.add(warning);
      console.warn(`<superposed-complete>: ${warning}`, this.host);
    }
  }
}
