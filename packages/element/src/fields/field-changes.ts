import type { FieldListener } from './field-adapter';

/** Frames in which what a page makes of a key is the writer's writing. */
const ANSWER = 2;

/**
 * Tells a listener of changes in a field, also of those that no event tells of: a script sets a value, a form is reset;
 * a field that sets capitals, a mask or a framework rewrites what was typed; an editor writes by itself what it was
 * told that the writer wants to.
 */
export class FieldChanges {
  private frames = 0;
  private foreign = false;
  /** Whether an editor was told what the writer wants, and nothing came of it yet. */
  private announced = false;

  /**
   * @param element the field
   * @param differs whether the text is another one than at the last call
   * @param grew whether it was shorter at that call: a field that rewrites what was typed adds nothing that nobody typed
   */
  constructor(
    private readonly element: Element,
    private readonly listener: FieldListener,
    private readonly differs: () => boolean,
    private readonly grew: () => boolean = () => false,
  ) {}

  /** The writer wants to write; most often the text follows with an event of its own. */
  announce(foreign: boolean): void {
    this.announced = true;
    this.foreign = foreign;
  }

  /** The writer wrote. */
  written(foreign: boolean): void {
    this.announced = false;
    this.foreign = foreign;
    this.differs();
    this.listener.changed(foreign);
    this.watch();
  }

  /** The caret may be elsewhere, and the text another. All fields of a page are told while one of them is written in. */
  moved(): void {
    const { activeElement } = this.element.getRootNode() as Document | ShadowRoot;
    if (!this.check() && this.element.contains(activeElement)) this.listener.moved();
  }

  /** Something changed of what is drawn; the text is complete with the next frame. */
  mutated(): void {
    if (this.announced) this.watch();
  }

  /** Looks at the text; whether it was another one. */
  check(): boolean {
    if (!this.differs()) return false;
    if (this.frames > 0 || this.announced) this.listener.changed(this.foreign || this.grew());
    else this.listener.moved();
    return true;
  }

  private watch(): void {
    if (this.frames === 0) requestAnimationFrame(() => this.onFrame());
    this.frames = ANSWER;
  }

  private onFrame(): void {
    this.check();
    this.announced = false;
    this.frames--;
    if (this.frames > 0) requestAnimationFrame(() => this.onFrame());
  }
}
