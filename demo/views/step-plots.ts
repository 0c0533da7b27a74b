import { html, svg, type TemplateResult } from 'lit';
import type { Step } from '../lab/protocol';
import { draftColour } from './draft-colour';
import { axisEnd, duration, percent } from './numbers';

/** Units of the plots' own: they scale with the page. */
const SIZE = { left: 58, right: 8, top: 8, bottom: 22, width: 600, height: 170 };
const inner = {
  width: SIZE.width - SIZE.left - SIZE.right,
  height: SIZE.height - SIZE.top - SIZE.bottom,
};

/** One part of a column, of the plot's height. */
interface Part {
  readonly share: number;
  readonly fill: string;
  readonly title: string;
}

interface Plot {
  readonly label: string;
  /** Parts of each step's column, from the bottom up. */
  readonly columns: readonly (readonly Part[])[];
  /** Text at the bottom, the middle and the top of the axis. */
  readonly axis: readonly [string, string, string];
  readonly selected: number;
  readonly pick: (step: number) => void;
}

/** Stacked columns, one a step. The slider above says the same by keyboard. */
function stackedColumns({ label, columns, axis, selected, pick }: Plot) {
  const width = inner.width / columns.length;
  const y = (share: number): number => SIZE.top + inner.height * (1 - share);
  return html`<svg viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label=${label}>
    ${axis.map(
      (
        text,
        i,
      ) => svg`<line class="grid" x1=${SIZE.left} x2=${SIZE.width - SIZE.right} y1=${y(i / 2)} y2=${y(i / 2)} />
        <text class="axis" x=${SIZE.left - 6} y=${y(i / 2) + 4} text-anchor="end">${text}</text>`,
    )}
    ${columns.map((parts, step) => {
      const x = SIZE.left + step * width;
      let below = 0;
      return svg`<g class="column" ?data-selected=${step === selected} @click=${() => pick(step)}>
        <rect class="back" x=${x} y=${SIZE.top} width=${width} height=${inner.height} />
        ${parts.map(({ share, fill, title }) => {
          below += share;
          return svg`<rect x=${x + width * 0.08} width=${width * 0.84} y=${y(below)} height=${share * inner.height}
            .style=${`fill: ${fill}`}><title>${title}</title></rect>`;
        })}
        <text class="axis" x=${x + width / 2} y=${SIZE.height - 6} text-anchor="middle">${step + 1}</text>
      </g>`;
    })}
  </svg>`;
}

type PlotOf = (steps: readonly Step[], selected: number, pick: (step: number) => void) => TemplateResult;

/** γ of each draft after each step. */
export const weightsPlot: PlotOf = (steps, selected, pick) => {
  const columns = steps.map(({ drafts }, i) =>
    drafts.map(({ weight }, draft) => ({
      share: weight,
      fill: draftColour(draft),
      title: `Step ${i + 1}, draft ${draft + 1}: ${percent(weight)}`,
    })),
  );
  const { drafts } = steps[selected]!;
  const named = drafts.some(({ ended }) => !ended)
    ? drafts.map(({ weight }, draft) => `draft ${draft + 1} ${percent(weight)}`).join(', ')
    : 'all have ended';
  return html`<section class="panel">
    <h3>Their weights in the mixture</h3>
    <p>After step ${selected + 1}: ${named}. One that has ended gives its weight to the others.</p>
    ${stackedColumns({ label: `Weights by step; after step ${selected + 1}: ${named}`, columns, axis: ['0%', '50%', '100%'], selected, pick })}
  </section>`;
};

/** What each step took, the model's part and the rest. */
export const timesPlot: PlotOf = (steps, selected, pick) => {
  // The prompt's rows may take many times as long as all else.
  const end = axisEnd(Math.max(...steps.map(({ model, rest }) => model + rest)));
  const columns = steps.map(({ model, rest, rows }, i) => [
    {
      share: model / end,
      fill: 'var(--accent)',
      title: `Step ${i + 1}: model ${duration(model)}, ${rows} rows`,
    },
    {
      share: Math.max(0, rest) / end,
      fill: 'var(--draft-2)',
      title: `Step ${i + 1}: table and choice ${duration(rest)}`,
    },
  ]);
  const { model, rest, rows } = steps[selected]!;
  const said =
    `step ${selected + 1} took ${duration(model + Math.max(0, rest))}: ${duration(model)} for ${rows} ` +
    `${rows === 1 ? 'row' : 'rows'} of the model, ${duration(Math.max(0, rest))} for the table and the choice`;
  return html`<section class="panel">
    <h3>The time of each step</h3>
    <p>
      ${said[0]!.toUpperCase() + said.slice(1)}. The first step reads the text; three drafts that share a row
      take one row a step, not three.
    </p>
    ${stackedColumns({ label: `Time by step; ${said}`, columns, axis: ['0', duration(end / 2), duration(end)], selected, pick })}
  </section>`;
};
