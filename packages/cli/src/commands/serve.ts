import { stat } from 'node:fs/promises';
import { ensureModel } from '@superposed/model-smollm2-135m';
import type { Action, OptionValues } from '../terminal/command';
import { CommandError } from '../terminal/command-error';
import { serveSite, type Site } from '../server/serve';
import { elementFolder, modelFolder, runtimeFolders, tableFolder } from '../assets/site-files';
import { TRY_PAGE } from '../server/try-page';

export const serve: Action = {
  summary: '[FOLDER] → a server with the headers that threads need; without FOLDER, a page to write in',
  options: {
    port: { option: { type: 'string' }, help: '0 … 65535 (default 8080; 0: any that is free)' },
    host: {
      option: { type: 'string' },
      help: 'address to listen at (default 127.0.0.1: this machine alone)',
    },
    cors: { option: { type: 'boolean' }, help: 'pages of all other sites may read the files, too' },
  },
  async act(args, options) {
    if (args.length > 1)
      throw new CommandError('bad-option', 'Give one FOLDER, or none for a page to write in.');
    const { host } = options;
    const where = { port: portOf(options), host: typeof host === 'string' ? host : '127.0.0.1' };
    const site = args[0] === undefined ? await tryOut() : await folderSite(args[0]);
    const { server, address } = await serveSite({ ...site, cors: options.cors === true }, where);
    process.stdout.write(`Ready at ${address} (Ctrl+C ends it)\n`);
    await new Promise((resolve) => server.once('close', resolve));
  },
};

async function tryOut(): Promise<Site> {
  const { parts } = await ensureModel();
  const model = await modelFolder('smollm2-135m', parts);
  return {
    folders: [model, await tableFolder(), ...(await runtimeFolders()), await elementFolder()],
    page: TRY_PAGE,
  };
}

async function folderSite(folder: string): Promise<Site> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return { folders: folder };
  throw new CommandError('no-folder', `There is no folder ${folder} here.`);
}

function portOf({ port = '8080' }: OptionValues): number {
  const number = Number(port);
  if (/^\d+$/.test(String(port)) && number <= 65535) return number;
  throw new CommandError('bad-option', `--port is a whole number from 0 to 65535; got ${String(port)}.`);
}
