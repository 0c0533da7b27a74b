import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

// Scripts use this file in a fresh clone, before anything is installed: only Node's own modules here.

/** Where programs run unless told otherwise: beside this file. Python, pip and npm read code and settings from there. */
const OWN_FOLDER = dirname(fileURLToPath(import.meta.url));

/** Variables by which code gets into a program, or settings that start some. */
const LEADS_ASTRAY = [
  /^PYTHON/,
  /^NODE_(?:OPTIONS|PATH|REPL_EXTERNAL_MODULE)$/,
  /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES)$/,
  /^(?:BASH_ENV|ENV|SHELLOPTS|BASHOPTS|CDPATH|BASH_FUNC_.*)$/,
  /^PERL(?:5?LIB|5OPT|5DB)$/,
  /^(?:JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|CLASSPATH)$/,
];

/** Of pip's and npm's settings, those that say where packages come from and how to get there. */
const KEPT_SETTINGS = [
  /^PIP_(?:(?:EXTRA_)?INDEX_URL|FIND_LINKS|NO_INDEX|TRUSTED_HOST|PROXY|(?:CLIENT_)?CERT|CONFIG_FILE)$/,
  /^PIP_(?:(?:NO_)?CACHE_DIR|(?:DEFAULT_)?TIMEOUT|RETRIES|DISABLE_PIP_VERSION_CHECK)$/,
  /^NPM_CONFIG_(?:(?:@[^:]+:)?REGISTRY|(?:HTTPS?_)?PROXY|NOPROXY|CA(?:FILE)?|STRICT_SSL|\/\/.*)$/,
  /^NPM_CONFIG_(?:CACHE|(?:USER|GLOBAL)CONFIG|OFFLINE|PREFER_.*|FETCH_.*|MAXSOCKETS|LOGLEVEL|AUDIT|FUND)$/,
];

/** Lists of folders in which programs and libraries are looked for. */
const FOLDER_LISTS = /^(?:PATH|(?:LD|DYLD|DYLD_FALLBACK)_(?:LIBRARY|FRAMEWORK)_PATH)$/;

const pathsOf = (platform) => (platform === 'win32' ? win32 : posix);

/** The folders of a list that are the same wherever one stands, and not those that npm puts before the user's. */
function safeFolders(list, platform) {
  const { delimiter, isAbsolute } = pathsOf(platform);
  const isNpms = (folder) => /[\\/](?:node_modules[\\/]\.bin|node-gyp-bin)[\\/]*$/.test(folder);
  return list.split(delimiter).filter((folder) => isAbsolute(folder) && !isNpms(folder));
}

/** See programs.d.mts. */
export function programEnvironment(env = process.env, platform = process.platform) {
  const matches = (patterns, name) => patterns.some((pattern) => pattern.test(name));
  const safe = {};
  for (const [name, value] of Object.entries(env)) {
    // Windows knows no case in names, and npm none in its settings.
    const upper = platform === 'win32' || /^(?:npm|pip)_/i.test(name) ? name.toUpperCase() : name;
    const isSetting = /^(?:PIP|NPM_CONFIG)_/.test(upper);
    if (value === undefined || matches(LEADS_ASTRAY, upper)) continue;
    if (isSetting && !matches(KEPT_SETTINGS, upper)) continue;
    const kept = FOLDER_LISTS.test(upper)
      ? safeFolders(value, platform).join(pathsOf(platform).delimiter)
      : value;
    // An empty list means the current folder to some.
    if (kept !== '' || !FOLDER_LISTS.test(upper)) safe[name] = kept;
  }
  // Windows looks into the current folder before the path otherwise.
  if (platform === 'win32') safe.NoDefaultCurrentDirectoryInExePath = '1';
  return safe;
}

/** See programs.d.mts. */
export function programFolders(env = process.env, platform = process.platform) {
  const name = Object.keys(env).find((each) => (platform === 'win32' ? /^path$/i : /^PATH$/).test(each));
  return safeFolders(env[name] ?? '', platform);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** See programs.d.mts. */
export function findProgram(name, env = process.env, platform = process.platform) {
  const { join, resolve } = pathsOf(platform);
  // A path is what a person wrote, who stands here.
  if (/[\\/]/.test(name)) return resolve(name);
  const endings = platform === 'win32' ? ['.exe', '.com'] : [''];
  const places = programFolders(env, platform).flatMap((folder) =>
    endings.map((ending) => join(folder, name.toLowerCase().endsWith(ending) ? name : name + ending)),
  );
  return places.find(isProgram);
}

/** What spawn and spawnSync take. @throws an Error with the code ENOENT */
function callOf([command, ...args], { env, ...options }) {
  const path = findProgram(command, env);
  if (!path) throw Object.assign(new Error(`${command} is not on the PATH`), { code: 'ENOENT' });
  return [path, args, { cwd: OWN_FOLDER, windowsHide: true, ...options, env: programEnvironment(env) }];
}

/** See programs.d.mts. */
export function startProgram(command, options = {}) {
  return spawn(...callOf(command, options));
}

/** See programs.d.mts. */
export function runProgram(command, options = {}) {
  return spawnSync(...callOf(command, { encoding: 'utf8', ...options }));
}
