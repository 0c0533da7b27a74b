import { downloadSize } from '@superposed/engine/download-size';
import { configOf, Lab, LabClosed } from '../lab/lab';
import type { DemoSettings } from '../settings';
import type { View } from './view';

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** A view with a form that starts and stops what its own model does. */
export abstract class LabView implements View {
  protected settings!: DemoSettings;
  protected readonly root: HTMLElement;
  protected readonly result: HTMLElement;
  private readonly button: HTMLButtonElement;
  private readonly output: HTMLOutputElement;
  private lab: Lab | undefined;
  private running = false;
  /** Another each time that the view is entered or left. */
  private visit = 0;

  constructor(
    id: string,
    private readonly startLabel: string,
  ) {
    this.root = document.querySelector<HTMLElement>(`#${id}`)!;
    this.result = this.root.querySelector('.result')!;
    this.button = this.root.querySelector('button')!;
    this.output = this.root.querySelector('output')!;
    this.root.querySelector('form')!.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.running) this.leave();
      else void this.start();
    });
    this.button.disabled = false;
  }

  enter(settings: DemoSettings): void {
    this.leave();
    this.settings = settings;
    void this.begin(this.visit);
  }

  leave(): void {
    this.visit++;
    this.lab?.close();
    this.lab = undefined;
    this.output.value = '';
    this.setRunning(false);
  }

  /** Does what the view is for. @returns what is said afterwards */
  protected abstract run(lab: Lab): Promise<string>;

  /** Whether it runs as soon as it is on show, where the model is here already. */
  protected abstract readonly runsAtOnce: boolean;

  /** A download has to be asked for. */
  private async begin(visit: number): Promise<void> {
    const bytes = await downloadSize(configOf(this.settings));
    if (visit !== this.visit || this.running) return;
    if (bytes > 0) this.output.value = `Loads the model first: ${megabytes(bytes)}.`;
    else if (this.runsAtOnce) await this.start();
  }

  protected async start(): Promise<void> {
    this.setRunning(true);
    this.lab ??= new Lab(configOf(this.settings), (loaded, total) => {
      this.output.value =
        total > 0 ? `Loading the model: ${megabytes(loaded)} of ${megabytes(total)}` : 'Starting the model …';
    });
    const { lab } = this;
    try {
      const said = await this.run(lab);
      if (lab === this.lab) this.output.value = said;
    } catch (error) {
      if (error instanceof LabClosed) return;
      this.leave();
      this.output.value = `${error instanceof Error ? error.message : String(error)} Try again, or with another device in the settings.`;
    }
    if (lab === this.lab) this.setRunning(false);
  }

  /** What is being done. */
  protected say(text: string): void {
    // Not the same again: each change is read out.
    if (this.output.value !== text) this.output.value = text;
  }

  private setRunning(running: boolean): void {
    this.running = running;
    this.button.textContent = running ? 'Stop' : this.startLabel;
    this.result.setAttribute('aria-busy', String(running));
  }
}
