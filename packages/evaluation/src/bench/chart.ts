import type { Line, Report } from './report';

const WIDTH = 760;
const ROW = 22;
const LEFT = 250;
const RIGHT = 70;

/** What the chart shows, by id. */
const SHOWN = [
  'greedy',
  'superposed-3',
  'default-3',
  'separate-3',
  'batched-3',
  'nucleus-3',
  'superposed-8',
  'default-8',
  'separate-8',
  'batched-8',
  'nucleus-8',
  'wllama',
  'transformers',
];

/** Horizontal bars of the decode times on the most threads measured, as an SVG that reads on light and dark pages. */
export function chart({ sections, tokens }: Report): string {
  const section = sections.filter(({ on }) => on.startsWith('WASM')).at(-1);
  const lines = SHOWN.flatMap((id) => section?.lines.find((line) => line.id === id) ?? []);
  const most = Math.max(...lines.map(({ decode }) => decode.p90));
  const height = 56 + lines.length * ROW;
  const title = `Milliseconds to ${tokens} tokens after the prompt, ${section?.on ?? ''}: median, and a line to p90`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escape(title)}">`,
    '<style>text{font:13px system-ui,sans-serif;fill:#57606a}.ours{fill:#3b6fd4}.base{fill:#9aa7b8}.peer{fill:#c98a3d}' +
      'line{stroke:#57606a}@media(prefers-color-scheme:dark){text{fill:#b8c0cc}line{stroke:#b8c0cc}}</style>',
    `<text x="0" y="20">${escape(title)}</text>`,
    ...lines.map((line, i) => bar(line, 44 + i * ROW, (WIDTH - LEFT - RIGHT) / most)),
    '</svg>\n',
  ].join('\n');
}

function bar({ name, k, page, id, decode }: Line, y: number, scale: number): string {
  const kind = page !== 'ours' ? 'peer' : /^(superposed|default|greedy)/.test(id) ? 'ours' : 'base';
  const middle = y - 4;
  const end = LEFT + decode.median * scale;
  const far = LEFT + decode.p90 * scale;
  const text = k > 1 ? `${k} drafts: ${name}` : name;
  return (
    `<text x="0" y="${y}">${escape(text)}</text>` +
    `<rect class="${kind}" x="${LEFT}" y="${y - 12}" width="${(end - LEFT).toFixed(1)}" height="15" rx="2"/>` +
    `<line x1="${end.toFixed(1)}" x2="${far.toFixed(1)}" y1="${middle}" y2="${middle}"/>` +
    `<text x="${(far + 6).toFixed(1)}" y="${y}">${Math.round(decode.median)}</text>`
  );
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
