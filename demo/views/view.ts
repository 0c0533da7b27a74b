import type { DemoSettings } from '../settings';

/** A view with a model of its own, loaded when it is needed. */
export interface View {
  /** It is on show, or its settings have changed. */
  enter(settings: DemoSettings): void;
  /** Gives the model's memory back. */
  leave(): void;
}
