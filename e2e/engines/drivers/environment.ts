import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);

/** Sets of fonts to run under, each one family, with the folder it lies in. */
const FONTS = {
  dejavu: () => join(dirname(resolve('dejavu-fonts-ttf/package.json')), 'ttf'),
  arimo: () => dirname(resolve('@expo-google-fonts/arimo/package.json')),
};

export type Fonts = keyof typeof FONTS;

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
  await writeFile(
    config,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
    <fontconfig><dir>${FONTS[fonts]()}</dir><cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`,
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
