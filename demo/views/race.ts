import { html, nothing, render } from 'lit';
import { labSettings, type Lab } from '../lab/lab';
import type { Lap, Racer } from '../lab/protocol';
import { LabView } from './lab-view';
import { duration, geometricMean, median } from './numbers';
import { raceChart } from './race-chart';
import { RACERS, type Standing } from './racers';
import type { View } from './view';

/** Beginnings of different kinds of text. */
const TEXTS = [
  'Thank you for your email. I will',
  'The best way to learn a new language is to',
  'In Python, a dictionary is a collection of',
  'We agreed that the first step is to',
  'The weather was cold and the streets were',
  'If the machine does not start, check that the',
];

export const raceView = (): View => new Race();

/** Lets all ways to make drafts run in turn, and keeps the score. */
class Race extends LabView {
  protected readonly runsAtOnce = false;
  private laps: Lap[] = [];
  private readonly latest = new Map<Racer, Lap>();

  constructor() {
    super('race', 'Start');
    this.draw();
  }

  override leave(): void {
    super.leave();
    this.draw();
  }

  protected async run(lab: Lab): Promise<string> {
    this.laps = [];
    this.latest.clear();
    this.draw();
    const steps = await lab.race(TEXTS, labSettings(this.settings), (lap) => {
      this.latest.set(lap.racer, lap);
      if (lap.quality) this.laps.push(lap);
      this.say(`Text ${lap.round + 1} of ${TEXTS.length}`);
      this.draw();
    });
    return `${this.verdict()} On this device the page keeps drafts apart for ${steps} ${steps === 1 ? 'step' : 'steps'}.`;
  }

  private standings(): Standing[] {
    return RACERS.map((racer) => {
      const laps = this.laps.filter(({ racer: id }) => id === racer.id);
      return {
        racer,
        times: laps.map(({ milliseconds }) => milliseconds),
        // Each text's best draft: it is what a writer would take.
        perplexities: laps.map(({ quality }) => Math.min(...quality!.perplexities)),
        openings: laps.map(({ quality }) => quality!.openings),
      };
    });
  }

  private verdict(): string {
    const time = new Map(this.standings().map(({ racer, times }) => [racer.id, median(times)]));
    const [superposed, nucleus] = [time.get('superposed')!, time.get('nucleus')!];
    return `Superposed drafts took ${(superposed / nucleus).toFixed(2)} times what drafts one after another took.`;
  }

  private draw(): void {
    const standings = this.standings();
    const longest = Math.max(...[...this.latest.values()].map(({ milliseconds }) => milliseconds), 1);
    const round = Math.max(0, ...[...this.latest.values()].map((lap) => lap.round));
    render(
      html`
        <p class="race-text">${TEXTS[round]} …</p>
        <ol class="lanes">
          ${RACERS.map(({ id, name, says }, i) => {
            const lap = this.latest.get(id);
            const current = lap?.round === round ? lap : undefined;
            return html`<li data-colour=${i + 1} ?data-running=${current && !current.quality}>
              <strong>${name}</strong> <small>${says}</small>
              <span class="track"
                ><span .style=${`--share: ${(current?.milliseconds ?? 0) / longest}`}></span
              ></span>
              <span class="time">${current ? duration(current.milliseconds) : ''}</span>
              <ul>
                ${current?.drafts.map((draft) => html`<li>${draft.trim()}</li>`)}
              </ul>
            </li>`;
          })}
        </ol>
        ${this.laps.length > 0 ? [raceChart(standings), scores(standings)] : nothing}
      `,
      this.result,
    );
  }
}

function scores(standings: readonly Standing[]) {
  const reference = median(standings.find(({ racer }) => racer.id === 'nucleus')!.times);
  const ratio = (times: readonly number[]) => {
    const value = median(times) / reference;
    return Number.isFinite(value) ? `× ${value.toFixed(2)}` : '–';
  };
  return html`<section class="panel">
    <div class="scroll" tabindex="0" role="region" aria-label="Figures of the race">
      <table>
        <caption>
          Medians over the texts so far
        </caption>
        <thead>
          <tr>
            <th scope="col">Way</th>
            <th scope="col">Time</th>
            <th scope="col">against one after another</th>
            <th scope="col">Perplexity of the best draft</th>
            <th scope="col">Different openings</th>
          </tr>
        </thead>
        <tbody>
          ${standings.map(
            ({ racer, times, perplexities, openings }) =>
              html`<tr>
                <th scope="row">${racer.name}</th>
                <td>${times.length > 0 ? duration(median(times)) : '–'}</td>
                <td>${ratio(times)}</td>
                <td>${times.length > 0 ? geometricMean(perplexities).toFixed(1) : '–'}</td>
                <td>${times.length > 0 ? median(openings) : '–'}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p>
      All begin with the text read already, and make as many tokens. Perplexity is the model’s own, of the
      best of the drafts (the geometric mean over the texts): the lower, the more the model believes it.
      Greedy has the lowest by its nature, but has one draft only.
    </p>
  </section>`;
}
