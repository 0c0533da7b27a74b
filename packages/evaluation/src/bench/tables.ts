import type { Claim } from './claims';
import type { Line, Report, Section } from './report';

/** A table of Markdown, numbers on the right. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i === 0 ? '---' : '--:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

export function machineText({ machine, rounds }: Report): string {
  const { cpu, cores, memoryGb, system, browser, date, load } = machine;
  return (
    `${browser} (headless) on ${cpu}, ${cores} cores, ${memoryGb} GB, ${system}; ${date}; ` +
    `${rounds} rounds; load average when the figures were written ${load}.`
  );
}

export function claimsTable({ claims, keystrokeClaims }: Report): string {
  const row = ({ on, what, figure, interval, unit, bar, met }: Claim): string[] => [
    what,
    on,
    unit === '×' ? `${figure} ×` : `${figure} ${unit}`,
    interval ? `${interval[0]} … ${interval[1]}` : '',
    bar,
    met ? 'yes' : '**no**',
  ];
  const ordered = [...claims].sort((a, b) => a.what.localeCompare(b.what));
  return table(
    ['what', 'on', 'measured', '95% interval', 'bar', 'kept'],
    [...ordered, ...keystrokeClaims].map(row),
  );
}

/** The times of every contestant, a table a device. */
export function sectionTables({ sections }: Pick<Report, 'sections'>): string {
  return sections.map(sectionTable).join('\n\n');
}

function sectionTable({ on, lines, loads, agreement }: Section): string {
  const row = ({ name, k, prefill, decode, perToken, toGreedy }: Line): string[] => [
    name,
    String(k),
    prefill ? `${prefill.median} / ${prefill.p90}` : '',
    `${decode.median} / ${decode.p90}`,
    String(perToken),
    toGreedy ? `${toGreedy[0]} (${toGreedy[1]} … ${toGreedy[2]})` : '',
  ];
  const head = ['decoder', 'drafts', 'prefill', 'decode', 'a token', 'to greedy'];
  const loading = Object.entries(loads).map(([page, value]) => `${page} ${value} ms`);
  const agreeing = Object.entries(agreement).map(([peer, share]) => `${peer} ${share}`);
  const notes = [
    `Model from memory to session: ${loading.join(', ')}.`,
    ...(agreeing.length > 0 ? [`Share of its greedy tokens that are ours: ${agreeing.join(', ')}.`] : []),
  ];
  return `**${on}**\n\n${table(head, lines.map(row))}\n\n${notes.join(' ')}`;
}

const KEYSTROKES: Readonly<Record<string, string>> = {
  load: 'navigation to ready, model in the browser’s cache (ms)',
  firstDraft: 'key to any draft, n-gram drafts among them (ms)',
  firstWord: 'key to the first word of the model (ms)',
  allDrafts: 'key to all drafts (ms)',
  along: 'key along a draft to chips (ms)',
  addedWork: 'work added to a key on the main thread while decoding: CPU time (ms)',
  addedElapsed: 'the same by the clock (ms)',
  memorySteady: 'page and worker, steady, as the browser counts (MB)',
  memoryResident: 'the whole process, steady, resident (MB)',
  memoryPeak: 'the whole process, peak, resident (MB)',
};

export function keystrokesTable({ keystrokes }: Report): string {
  const rows = Object.entries(keystrokes).map(([name, value]) => [
    KEYSTROKES[name] ?? name,
    ...(typeof value === 'number' ? [String(value), ''] : [String(value.median), String(value.p90)]),
  ]);
  return table(['what', 'median', 'p90'], rows);
}
