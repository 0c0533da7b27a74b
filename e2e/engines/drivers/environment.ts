import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What pages ask for where they name no font: WebKit has one without height for a name that leads nowhere. */
const GENERIC = ['sans-serif', 'serif', 'monospace', 'system-ui'];

const { resolve } = createRequire(import.meta.url);

/** Sets of fonts to run under, each one family of letters, with the folder it lies in. */
const SETS = {
  dejavu: {
    family: 'DejaVu Sans',
    folder: () => join(dirname(resolve('dejavu-fonts-ttf/package.json')), 'ttf'),
  },
  arimo: { family: 'Arimo', folder: () => dirname(resolve('@expo-google-fonts/arimo/package.json')) },
};

export type Fonts = keyof typeof SETS;

export const FONTS = Object.keys(SETS) as Fonts[];

/** Where a browser lives: nothing of it is left on the machine, and little of the machine reaches it. */
export interface Home {
  readonly folder: string;
  readonly env: Record<string, string>;
  remove(): Promise<void>;
}

/** Makes a home for a browser, in which only these fonts are installed (where fontconfig is used, as on Linux). */
export async function makeHome(fonts: Fonts): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'superposed-browser-'));
  const [profile, config] = [join(folder, 'home'), join(folder, 'fonts.conf')];
  await mkdir(profile, { mode: 0o700 });
  // What GTK draws its controls with: without, WebKitGTK has no font for them, and inputs have no height.
  for (const version of ['3.0', '4.0']) {
    const settings = join(profile, `.config/gtk-${version}`);
    await mkdir(settings, { recursive: true });
    await writeFile(join(settings, 'settings.ini'), `[Settings]\ngtk-font-name=${SETS[fonts].family} 10\n`);
  }
  const aliases = GENERIC.map(
    (name) =>
      `<alias><family>${name}</family><prefer><family>${SETS[fonts].family}</family></prefer></alias>`,
  ).join('');
  await writeFile(
    config,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
    <fontconfig><dir>${SETS[fonts].folder()}</dir><cachedir>${join(folder, 'font-cache')}</cachedir>${aliases}</fontconfig>`,
  );
  const { PATH = '', SYSTEMROOT, LANG, TZ } = process.env;
  const env = {
    PATH,
    ...(SYSTEMROOT !== undefined && { SYSTEMROOT }),
    ...(LANG !== undefined && { LANG }),
    ...(TZ !== undefined && { TZ }),
    HOME: profile,
    XDG_RUNTIME_DIR: profile,
    FONTCONFIG_FILE: config,
  };
  return {
    folder: profile,
    env,
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
