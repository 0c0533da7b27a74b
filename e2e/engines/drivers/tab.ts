/** Runs in the page: has to be whole in itself, since only its source gets there. */
export type InPage<Argument, Result> = (argument: Argument) => Result | Promise<Result>;

/** A tab of a browser, as a person at the keyboard and the mouse meets it. What a driver gives to the behaviours. */
export interface Tab {
  /** Ends when the page has loaded. */
  open(address: string): Promise<void>;
  /** @param chord a key by its name in KeyboardEvent, after its modifiers: 'Tab', 'Control+ArrowRight', 'Alt+2' */
  press(chord: string): Promise<void>;
  /** Types letter by letter; a new line is Enter. */
  type(text: string): Promise<void>;
  /** Clicks on a place, in CSS pixels from the top left of the window. */
  click(x: number, y: number): Promise<void>;
  /** Arguments and results are copied as JSON. */
  evaluate<Argument, Result>(run: InPage<Argument, Result>, argument: Argument): Promise<Result>;
  /** A PNG of the whole window. */
  screenshot(): Promise<Buffer>;
  /** The browser's own undo and redo: by its keys, or as its menu does where the driver's browser has no keys for them. */
  undo(): Promise<void>;
  redo(): Promise<void>;
  close(): Promise<void>;
}

/** A browser that was started for tests: with folders of its own, which go when it is closed. */
export interface Engine {
  /** As it calls itself. */
  readonly version: string;
  /** A tab that shares nothing with others but the address it opens. */
  newTab(): Promise<Tab>;
  close(): Promise<void>;
}

/** The part of every window that pages see, in CSS pixels. */
export const WINDOW = { width: 1000, height: 740 };
