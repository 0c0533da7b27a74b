import { html, svg } from 'lit';
import { axisEnd, duration, geometricMean, median } from './numbers';
import type { Standing } from './racers';

const SIZE = { left: 48, right: 12, top: 10, bottom: 40, width: 600, height: 260 };

/** Time against quality: a small dot for each text, a large one for the middle. The lower left is best. */
export function raceChart(standings: readonly Standing[]) {
  const end = axisEnd(Math.max(...standings.flatMap(({ times }) => times)));
  const top = axisEnd(Math.max(2, ...standings.flatMap(({ perplexities }) => perplexities)));
  const x = (milliseconds: number): number =>
    SIZE.left + (milliseconds / end) * (SIZE.width - SIZE.left - SIZE.right);
  // Perplexities from 1 on, in equal steps for equal factors.
  const y = (perplexity: number): number =>
    SIZE.height -
    SIZE.bottom -
    (Math.log(perplexity) / Math.log(top)) * (SIZE.height - SIZE.top - SIZE.bottom);
  const bottom = y(1);
  const seen = standings.filter(({ times }) => times.length > 0);
  const label = seen
    .map(({ racer, times, perplexities }) => {
      return `${racer.name}: ${duration(median(times))}, perplexity ${geometricMean(perplexities).toFixed(1)}`;
    })
    .join('; ');
  return html`<section class="panel">
    <h3>Time and quality</h3>
    <p>The lower and the further left, the better.</p>
    <svg viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label=${label}>
      ${[0, 0.5, 1].map(
        (
          share,
        ) => svg`<line class="grid" x1=${x(share * end)} x2=${x(share * end)} y1=${SIZE.top} y2=${bottom} />
          <text class="axis" x=${x(share * end)} y=${bottom + 16} text-anchor=${share === 1 ? 'end' : 'middle'}>${duration(share * end)}</text>`,
      )}
      ${[1, Math.sqrt(top), top].map(
        (
          perplexity,
        ) => svg`<line class="grid" x1=${SIZE.left} x2=${SIZE.width - SIZE.right} y1=${y(perplexity)} y2=${y(perplexity)} />
          <text class="axis" x=${SIZE.left - 6} y=${y(perplexity) + 4} text-anchor="end">${perplexity.toFixed(perplexity < 10 ? 1 : 0)}</text>`,
      )}
      <text class="axis" x=${SIZE.width / 2} y=${SIZE.height - 6} text-anchor="middle">
        time for all drafts →
      </text>
      ${seen.map(({ racer, times, perplexities }) => {
        const colour = standings.findIndex((each) => each.racer === racer) + 1;
        const [middle, high] = [x(median(times)), y(geometricMean(perplexities))];
        return svg`<g data-colour=${colour}>
          ${times.map((time, i) => svg`<circle class="lap" r="3.5" cx=${x(time)} cy=${y(perplexities[i]!)} />`)}
          <circle r="8" cx=${middle} cy=${high} />
          <text class="mark" x=${middle} y=${high + 4} text-anchor="middle">${colour}</text>
        </g>`;
      })}
    </svg>
    <ol class="legend">
      ${standings.map(({ racer }, i) => html`<li data-colour=${i + 1}>${racer.name}</li>`)}
    </ol>
  </section>`;
}
