import { chromiumFlags, findChromium } from '../../../scripts/chromium.mjs';
import { findFirefox, findWebkit } from '../../../scripts/other-browsers.mjs';
import { makeHome, type Fonts } from './environment';
import { startFirefox } from './firefox-engine';
import { startWithPlaywright } from './playwright-engine';
import type { Engine } from './tab';
import { startWebkit } from './webkit-engine';

export type EngineName = 'chromium' | 'firefox' | 'webkit';

/**
 * Starts a browser with only these fonts, by whichever driver fits the one that is here.
 * @throws an Error that says what was looked for, where there is none
 */
export async function startEngine(name: EngineName, fonts: Fonts): Promise<Engine> {
  const home = await makeHome(fonts);
  try {
    const engine = await START[name](home);
    return {
      ...engine,
      async close() {
        await engine.close();
        await home.remove();
      },
    };
  } catch (error) {
    await home.remove();
    throw error;
  }
}

type Home = Awaited<ReturnType<typeof makeHome>>;

const START: Record<EngineName, (home: Home) => Promise<Engine>> = {
  chromium: (home) =>
    startWithPlaywright('chromium', home, {
      executablePath: findChromium().path,
      args: chromiumFlags(),
    }),
  firefox: (home) => {
    const { path, own, tried } = findFirefox();
    if (!path) throw new Error(`There is no Firefox: ${tried.join('; ')}`);
    return own ? startWithPlaywright('firefox', home) : startFirefox(path, home);
  },
  webkit: (home) => {
    const { path, own, browser, screen, tried } = findWebkit();
    if (!path) throw new Error(`There is no WebKit: ${tried.join('; ')}`);
    if (own) return startWithPlaywright('webkit', home);
    return startWebkit({ driver: path, browser: browser!, screen: screen! }, home);
  },
};
