import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { describeModel, ensureModel, splitParts } from '@superposed/model-smollm2-135m';
import type { Action } from '../terminal/command';
import { CommandError } from '../terminal/command-error';
import { loadGguf } from '../assets/model';
import {
  elementFolder,
  modelFolder,
  runtimeFolder,
  tableFolder,
  type SiteFolder,
} from '../assets/site-files';

const STANDARD = 'smollm2-135m';

export const fetchModel: Action = {
  summary: 'fetches the language model once into the cache; --to FOLDER copies what a page needs there',
  options: {
    to: { option: { type: 'string' }, help: "where a page's files go: models/, ngrams/ and ort/" },
    element: { option: { type: 'boolean' }, help: 'the element too, for pages without a bundler' },
    model: { option: { type: 'string' }, help: 'another GGUF file in the place of SmolLM2-135M' },
  },
  async act(args, { to, element, model }) {
    if (args.length > 0) {
      throw new CommandError('bad-option', `"${args[0]}" is one word too many: write --to FOLDER.`);
    }
    if (typeof to !== 'string') {
      if (element || model) throw new CommandError('bad-option', 'Say where the files go: --to FOLDER.');
      const { gguf } = await ensureModel();
      say(`The model is here: ${gguf}`, 'A page needs it beside its own files: --to FOLDER copies it there.');
      return;
    }
    const own = typeof model === 'string';
    const folders = own ? [await ownModel(model, to)] : [await standardModel(), await tableFolder()];
    folders.push(runtimeFolder());
    if (element) folders.push(await elementFolder());
    for (const folder of folders) await copy(folder, to);
    say(...folders.map(({ at, files }) => `${join(to, at)}: ${files.length} files`));
    if (own) {
      // A table counts the tokens of one vocabulary.
      const table = 'a table of its own: superposed build-table --model, or ngrams="" for none';
      say(`The element finds it by model="${folders[0]!.at}/manifest.json", and needs ${table}.`);
    }
  },
};

async function standardModel(): Promise<SiteFolder> {
  return modelFolder(STANDARD, (await ensureModel()).parts);
}

/** Checks that a page can run the file, and cuts it into parts where they go. */
async function ownModel(model: string, to: string): Promise<SiteFolder> {
  await loadGguf({ model });
  const name = basename(model).replace(/\.gguf$/i, '');
  const folder = join(to, 'models', name);
  await splitParts(model, folder, await describeModel(model));
  return modelFolder(name, folder);
}

async function copy({ at, from, files }: SiteFolder, to: string): Promise<void> {
  const folder = join(to, at);
  if (relative(from, folder) === '') return;
  await mkdir(folder, { recursive: true });
  for (const file of files) await copyFile(join(from, file), join(folder, file));
}

const say = (...lines: string[]): void => lines.forEach((line) => process.stdout.write(`${line}\n`));
