import type { ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { startProgram } from '@superposed/model-smollm2-135m/programs';
import type { Home } from './environment';
import { chordActions, textActions, type KeyAction } from './keys';
import { WINDOW, type Engine, type InPage, type Tab } from './tab';
import { runUndo } from './undo';
import { WebDriverSession } from './web-driver';

/** How long the programs may take to start, in milliseconds. */
const PATIENCE = 60_000;

/** The programs of a WebKitGTK: its driver, its browser, and a screen that nobody sees. */
export interface WebkitPrograms {
  readonly driver: string;
  readonly browser: string;
  readonly screen: string;
}

/** WebKitGTK's own test browser, driven over WebDriver. */
export async function startWebkit({ driver, browser, screen }: WebkitPrograms, home: Home): Promise<Engine> {
  const started: ChildProcess[] = [];
  const close = async () => {
    for (const child of started.reverse()) await end(child);
  };
  try {
    const { display, child } = await startScreen(screen, home.env);
    started.push(child);
    const port = await freePort();
    const env = {
      ...home.env,
      DISPLAY: display,
      GSETTINGS_BACKEND: 'memory',
      NO_AT_BRIDGE: '1',
      // Threads of WebAssembly: Safari has them without asking.
      JSC_useSharedArrayBuffer: '1',
    };
    // A group of its own: the browser's processes outlive the driver.
    const server = startProgram([driver, `--port=${port}`], { env, detached: true, stdio: 'ignore' });
    started.push(server);
    const options = { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } };
    const session = await startSession(`http://127.0.0.1:${port}`, options);
    await session.post('timeouts', { script: 300_000, pageLoad: 300_000 });
    await fitWindow(session);
    const { browserName, browserVersion } = session.capabilities;
    return {
      version: `WebKitGTK ${String(browserVersion)} (${String(browserName)})`,
      // One window: a test's pages are of an address of its own, so that it finds nothing of another's.
      newTab: () => Promise.resolve(new WebkitTab(session)),
      close: async () => {
        await session.end().catch(() => undefined);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

class WebkitTab implements Tab {
  constructor(private readonly session: WebDriverSession) {}

  open(address: string): Promise<void> {
    return this.session.post('url', { url: address });
  }

  press(chord: string): Promise<void> {
    return this.keys(chordActions(chord));
  }

  type(text: string): Promise<void> {
    return this.keys(textActions(text));
  }

  click(x: number, y: number): Promise<void> {
    const move = { type: 'pointerMove', x: Math.round(x), y: Math.round(y) };
    const actions = [move, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
    return this.session.post('actions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
  }

  evaluate<Argument, Result>(run: InPage<Argument, Result>, argument: Argument): Promise<Result> {
    const script = `const [argument, done] = arguments;
      Promise.resolve(argument).then(${String(run)}).then((result) => done({ result }), (error) => done({ error: String(error) }));`;
    const args = argument === undefined ? [null] : [argument];
    return this.session
      .post<{ result: Result; error?: string }>('execute/async', { script, args })
      .then((said) => {
        if (said.error !== undefined) throw new Error(said.error);
        return said.result;
      });
  }

  async screenshot(): Promise<Buffer> {
    return Buffer.from(await this.session.get<string>('screenshot'), 'base64');
  }

  undo(): Promise<void> {
    return this.evaluate(runUndo, 'undo');
  }

  redo(): Promise<void> {
    return this.evaluate(runUndo, 'redo');
  }

  close(): Promise<void> {
    return this.open('about:blank');
  }

  private keys(actions: readonly KeyAction[]): Promise<void> {
    return this.session.post('actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }
}

/** Starts an X server without a screen; it chooses its number. */
async function startScreen(path: string, env: Record<string, string>) {
  const args = [path, '-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '-noreset'];
  const child = startProgram(args, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${path} ended with exit code ${code ?? 'none'}.`)));
    (child.stdio[3] as Readable).once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  return { display: `:${number}`, child };
}

/** Asks until the server that was just started listens. */
async function startSession(
  server: string,
  capabilities: Record<string, unknown>,
): Promise<WebDriverSession> {
  for (const end = Date.now() + PATIENCE; ;) {
    try {
      return await WebDriverSession.start(server, capabilities);
    } catch (error) {
      // What fetch throws where nobody listens yet.
      if (!(error instanceof TypeError) || Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Makes the window as large as it has to be for the page to have its size. */
async function fitWindow(session: WebDriverSession): Promise<void> {
  await session.post('url', { url: 'about:blank' });
  await session.post('window/rect', WINDOW);
  const script = 'return [innerWidth, innerHeight]';
  const [width, height] = await session.post<[number, number]>('execute/sync', { script, args: [] });
  await session.post('window/rect', {
    width: 2 * WINDOW.width - width,
    height: 2 * WINDOW.height - height,
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Ends a process, with its group where it leads one. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    process.kill(-child.pid);
  } catch {
    child.kill();
  }
  await ended;
}
