/*
 * How much memory a command takes, step by step: node sample-memory.mjs COMMAND ARGUMENT…
 * runs it, looks four times a second (Linux only) and writes for each step that its log names the time it took and the
 * most that the largest of its processes held; last, the most of all as the kernel saw it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { startProgram } from '@superposed/model-smollm2-135m/programs';

const EVERY = 250;

/** Fields of /proc/PID/status, or none where the process has ended. */
function statusOf(pid) {
  try {
    const lines = readFileSync(`/proc/${pid}/status`, 'utf8').split('\n');
    return Object.fromEntries(lines.map((line) => line.split(/:\s+/)));
  } catch {
    return {};
  }
}

/** The process and all that it started, largest first: what each holds and the most it ever held, in bytes. */
function family(root) {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const statuses = new Map(all.map((pid) => [pid, statusOf(pid)]));
  const isOurs = (pid) => pid === String(root) || (statuses.has(pid) && isOurs(statuses.get(pid).PPid));
  return all
    .filter(isOurs)
    .map((pid) => ['VmRSS', 'VmHWM'].map((field) => 1024 * parseInt(statuses.get(pid)[field] ?? '0', 10)))
    .sort(([, a], [, b]) => b - a);
}

const command = process.argv.slice(2);
if (command.length === 0) {
  console.error('node sample-memory.mjs COMMAND ARGUMENT…');
  process.exit(1);
}
const started = Date.now();
const steps = [];
let most = 0;
const begin = (name) => steps.push({ name, started: Date.now(), most: 0 });
const child = startProgram(command, { cwd: process.cwd(), stdio: ['inherit', 'inherit', 'pipe'] });
begin('start');
let rest = '';
child.stderr.setEncoding('utf8').on('data', (text) => {
  process.stderr.write(text);
  const lines = (rest + text).split('\n');
  rest = lines.pop();
  for (const line of lines) {
    const [, name, percent] = /^(.+?): (\d+)%/.exec(line) ?? [];
    if (name && steps.at(-1).name !== name) begin(name);
    if (percent === '100') begin(`after ${name}`);
  }
});
const timer = setInterval(() => {
  const [[held, peak] = [0, 0]] = family(child.pid);
  const step = steps.at(-1);
  step.most = Math.max(step.most, held);
  most = Math.max(most, peak);
}, EVERY);
child.on('close', (code) => {
  clearInterval(timer);
  const seconds = (from, to) => ((to - from) / 1000).toFixed(1).padStart(7);
  const megabytes = (bytes) => (bytes / 1e6).toFixed(0).padStart(6);
  const row = (name, from, to, bytes) =>
    console.error(`${name.padEnd(30)}${seconds(from, to)} s${megabytes(bytes)} MB`);
  const ends = [...steps.slice(1).map((step) => step.started), Date.now()];
  steps.forEach((step, i) => step.most > 0 && row(step.name, step.started, ends[i], step.most));
  row('all', started, Date.now(), most);
  process.exitCode = code ?? 1;
});
