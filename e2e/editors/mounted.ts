/** An editor or field on the page, and what its own model says is written in it. */
export interface Mounted {
  text(): string;
}

/** Puts it into an empty element of the page. */
export type Mount = (place: HTMLElement) => Mounted;

declare global {
  interface Window {
    editor: Mounted;
    mount(name: string): void;
  }
}
