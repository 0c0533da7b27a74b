import { html, nothing, render } from 'lit';
import type { Lab } from '../lab/lab';
import { labSettings } from '../lab/lab';
import type { Run, Step } from '../lab/protocol';
import { choicesView } from './choices-view';
import { LabView } from './lab-view';
import { duration, percent } from './numbers';
import { tokensView } from './tokens-view';
import { timesPlot, weightsPlot } from './step-plots';
import type { View } from './view';

/** How long each step stays on show in a replay, in milliseconds. */
const PACE = 700;

export const howView = (): View => new How();

/** Shows a run as it goes, then step by step. */
class How extends LabView {
  protected readonly runsAtOnce = true;
  private steps: Step[] = [];
  private done: Run | undefined;
  /** The step on show, 0 for the first. */
  private selected = 0;
  private replay: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super('how', 'Show a run');
  }

  override leave(): void {
    clearInterval(this.replay);
    super.leave();
  }

  protected async run(lab: Lab): Promise<string> {
    const field = this.root.querySelector('textarea')!;
    const steps = new FormData(field.form!).get('steps');
    const settings = labSettings(this.settings);
    clearInterval(this.replay);
    this.steps = [];
    this.done = undefined;
    this.draw();
    const wanted = steps === '0' ? { ...settings, branchSteps: 0 } : settings;
    this.done = await lab.trace(field.value.trimEnd(), wanted, (step) => {
      this.steps.push(step);
      this.selected = this.steps.length - 1;
      this.draw();
    });
    this.draw();
    const { milliseconds, device } = this.done;
    return `${this.steps.length} steps in ${duration(milliseconds)} on ${device === 'webgpu' ? 'WebGPU' : 'WebAssembly'}.`;
  }

  private select(step: number): void {
    this.selected = Math.min(step, this.steps.length - 1);
    this.draw();
  }

  private play(): void {
    clearInterval(this.replay);
    this.select(0);
    this.replay = setInterval(() => {
      this.select(this.selected + 1);
      if (this.selected === this.steps.length - 1) clearInterval(this.replay);
    }, PACE);
  }

  private draw(): void {
    const { steps, selected, done } = this;
    const step = steps[selected];
    const pick = (index: number) => this.select(index);
    render(
      step
        ? html`
            <div class="steps">
              <label for="step">Step ${selected + 1} of ${steps.length}</label>
              <input
                id="step"
                type="range"
                min="1"
                max=${steps.length}
                .value=${String(selected + 1)}
                @input=${(event: Event) => pick((event.target as HTMLInputElement).valueAsNumber - 1)}
              />
              <button type="button" ?disabled=${!done} @click=${() => this.play()}>Replay slowly</button>
            </div>
            ${tokensView(steps, selected)} ${weightsPlot(steps, selected, pick)}
            ${choicesView(step, selected)} ${timesPlot(steps, selected, pick)}
            ${done ? offeredView(done) : nothing}
          `
        : nothing,
      this.result,
    );
  }
}

function offeredView({ offered }: Run) {
  return html`<section class="panel">
    <h3>What the writer is shown</h3>
    <p>Each draft up to where it stops making sense, the surest first.</p>
    <ol>
      ${offered.map(
        ({ text, confidence }) =>
          html`<li>${text.trim()} <small>${percent(confidence)} sure of its first word</small></li>`,
      )}
    </ol>
  </section>`;
}
