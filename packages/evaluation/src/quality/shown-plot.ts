import type { ShownFigures } from './shown';

const [WIDTH, HEIGHT, LEFT, TOP] = [360, 240, 50, 40];
const COLOURS = ['#3b6fd4', '#c2571a', '#2e8540', '#8a4fbf', '#8b949e'];

/** Precision over coverage along the threshold, a line a kind; SVG that reads on light and dark pages. */
export function shownPlot(figures: readonly ShownFigures[], title: string): string {
  const x = (value: number): string => (LEFT + WIDTH * value).toFixed(1);
  const y = (value: number): string => (TOP + HEIGHT * (1 - value)).toFixed(1);
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((value) => [
    `<text x="${x(value)}" y="${TOP + HEIGHT + 18}" text-anchor="middle">${value}</text>`,
    `<text x="${LEFT - 8}" y="${Number(y(value)) + 4}" text-anchor="end">${value}</text>`,
  ]);
  const lines = figures
    .map((each) => ({
      ...each,
      points: each.thresholds.filter(({ coverage, word_precision: p }) => coverage > 0 && p >= 0),
    }))
    .filter(({ points }) => points.length > 0)
    .flatMap(({ kind, points }, i) => {
      const colour = COLOURS[i % COLOURS.length]!;
      const places = points.map(({ coverage, word_precision: p }) => `${x(coverage)},${y(p)}`).join(' ');
      return [
        `<polyline points="${places}" fill="none" stroke="${colour}" stroke-width="2"/>`,
        `<text x="${LEFT + WIDTH + 10}" y="${TOP + 18 * i + 12}" style="fill:${colour}">${kind}</text>`,
      ];
    });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + WIDTH + 130} ${TOP + HEIGHT + 45}" role="img" aria-label="${title}">`,
    '<style>text{font:13px system-ui,sans-serif;fill:#57606a}rect{stroke:#8b949e;fill:none}@media(prefers-color-scheme:dark){text{fill:#b8c0cc}}</style>',
    `<text x="${LEFT}" y="20">${title}</text>`,
    `<rect x="${LEFT}" y="${TOP}" width="${WIDTH}" height="${HEIGHT}"/>`,
    ...ticks,
    ...lines,
    `<text x="${LEFT + WIDTH / 2}" y="${TOP + HEIGHT + 38}" text-anchor="middle">coverage</text>`,
    '</svg>\n',
  ].join('\n');
}
