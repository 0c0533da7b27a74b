import { mean } from './bootstrap';

/** A stated probability and what came of it. */
export interface Stated {
  readonly probability: number;
  readonly outcome: boolean;
}

/** Samples whose stated probabilities lie in one tenth of 0 … 1. */
export interface ReliabilityBin {
  readonly from: number;
  readonly samples: number;
  /** Mean probability stated. */
  readonly stated: number;
  /** Share of the outcomes that were true. */
  readonly observed: number;
}

export interface Reliability {
  readonly bins: readonly ReliabilityBin[];
  /** Mean distance between stated and observed over the bins, by their samples (expected calibration error). */
  readonly error: number;
  /** Mean square of stated − outcome (Brier score). */
  readonly brier: number;
}

const BINS = 10;

/** How well stated probabilities agree with what came (Guo et al. 2017, §2). Empty bins are left out. */
export function reliability(samples: readonly Stated[]): Reliability {
  const binOf = ({ probability }: Stated): number => Math.min(BINS - 1, Math.floor(BINS * probability));
  const bins = Array.from({ length: BINS }, (_, bin) => {
    const inside = samples.filter((sample) => binOf(sample) === bin);
    return {
      from: bin / BINS,
      samples: inside.length,
      stated: mean(inside.map(({ probability }) => probability)),
      observed: mean(inside.map(({ outcome }) => Number(outcome))),
    };
  }).filter(({ samples: count }) => count > 0);
  const off = bins.map(({ samples: count, stated, observed }) => count * Math.abs(stated - observed));
  return {
    bins,
    error: off.reduce((sum, each) => sum + each, 0) / samples.length,
    brier: mean(samples.map(({ probability, outcome }) => (probability - Number(outcome)) ** 2)),
  };
}

const SIDE = 320;
const LEFT = 60;
const TOP = 40;

/** Stated against observed, each bin a disc whose area is its samples; SVG that reads on light and dark pages. */
export function reliabilityPlot({ bins }: Reliability, title: string): string {
  const most = Math.max(...bins.map(({ samples }) => samples));
  const x = (value: number): string => (LEFT + SIDE * value).toFixed(1);
  const y = (value: number): string => (TOP + SIDE * (1 - value)).toFixed(1);
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].flatMap((value) => [
    `<text x="${x(value)}" y="${TOP + SIDE + 20}" text-anchor="middle">${value}</text>`,
    `<text x="${LEFT - 10}" y="${Number(y(value)) + 4}" text-anchor="end">${value}</text>`,
  ]);
  const discs = bins.map(({ stated, observed, samples }) => {
    const radius = (3 + 13 * Math.sqrt(samples / most)).toFixed(1);
    return `<circle cx="${x(stated)}" cy="${y(observed)}" r="${radius}"><title>${samples} drafts</title></circle>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + SIDE + 30} ${TOP + SIDE + 50}" role="img" aria-label="${title}">`,
    '<style>text{font:13px system-ui,sans-serif;fill:#57606a}line,rect{stroke:#8b949e;fill:none}' +
      'circle{fill:#3b6fd4;fill-opacity:.75}@media(prefers-color-scheme:dark){text{fill:#b8c0cc}}</style>',
    `<text x="${LEFT}" y="20">${title}</text>`,
    `<rect x="${LEFT}" y="${TOP}" width="${SIDE}" height="${SIDE}"/>`,
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke-dasharray="4 4"/>`,
    ...ticks,
    ...discs,
    `<text x="${LEFT + SIDE / 2}" y="${TOP + SIDE + 42}" text-anchor="middle">stated</text>`,
    '</svg>\n',
  ].join('\n');
}
