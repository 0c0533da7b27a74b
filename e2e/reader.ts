import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How long a command may take, in milliseconds. */
const PATIENCE = 180_000;

/** Someone who types what the guide says in an empty folder. */
export class Reader {
  private readonly servers: ChildProcess[] = [];

  private constructor(
    readonly folder: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** @param registry where npm finds our packages */
  static async inEmptyFolder(registry: string): Promise<Reader> {
    const folder = await mkdtemp(join(tmpdir(), 'superposed-reader-'));
    // Not what the npm that runs these tests has set for its own scripts.
    const own = Object.entries(process.env).filter(([name]) => !/^(?:npm_|INIT_CWD$|NODE_)/i.test(name));
    const npm = {
      npm_config_registry: registry,
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      // A connection that is lost is taken up again at once, not after a minute.
      npm_config_fetch_timeout: '30000',
      npm_config_fetch_retry_mintimeout: '500',
      npm_config_fetch_retry_maxtimeout: '5000',
    };
    return new Reader(folder, { ...Object.fromEntries(own), ...npm });
  }

  /** Types a command that ends. @throws with all that it printed, if it fails */
  async types(command: string): Promise<void> {
    const child = this.start(command);
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text) => (printed += String(text)));
    const timer = setTimeout(() => process.kill(-child.pid!), PATIENCE);
    const status = await new Promise((resolve) => child.once('close', resolve));
    clearTimeout(timer);
    if (status !== 0) throw new Error(`${command}\nended with ${String(status)}:\n${printed}`);
  }

  /** Types a command that serves a page, on a port that is free. @returns the address that it prints */
  async serves(command: string): Promise<string> {
    const port = await freePort();
    const child = this.start(`${command} --port ${port}`);
    this.servers.push(child);
    let printed = '';
    return new Promise((resolve, reject) => {
      child.once('close', () => reject(new Error(`${command} ended:\n${printed}`)));
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (text) => {
          printed += String(text);
          // eslint-disable-next-line no-control-regex -- what colours the text in a terminal
          const [address] = /http:\/\/[^\s]+\//.exec(printed.replace(/\u001b\[\d+m/g, '')) ?? [];
          if (address) resolve(address);
        });
      }
    });
  }

  async leaves(): Promise<void> {
    // npx starts the server as a child of its own: the whole group has to go.
    for (const { pid } of this.servers.filter(({ exitCode }) => exitCode === null)) process.kill(-pid!);
    await rm(this.folder, { recursive: true, force: true });
  }

  private start(command: string): ChildProcess {
    return spawn(command, {
      cwd: this.folder,
      env: this.env,
      shell: true,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
