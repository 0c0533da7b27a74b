import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { describeModel, splitParts } from '@superposed/model-smollm2-135m';
import type { Action } from '../terminal/command';
import { CommandError } from '../terminal/command-error';
import { loadGguf } from '../assets/model';
import { presetsFrom } from '../assets/presets';
import { inLanguages, namedModel, type ModelFile } from '../models/named-model';
import { packedParts } from '../models/packed-parts';
import {
  elementFolder,
  modelFolder,
  runtimeFolders,
  tableFolder,
  type SiteFolder,
} from '../assets/site-files';

const STANDARD = 'smollm2-135m';

export const fetchModel: Action = {
  summary: 'fetches a language model once into the cache; --to FOLDER copies what a page needs there',
  options: {
    to: { option: { type: 'string' }, help: "where a page's files go: models/, ngrams/ and ort/" },
    element: { option: { type: 'boolean' }, help: 'the element too, for pages without a bundler' },
    languages: { option: { type: 'string' }, help: 'en,de: without the tokens that no text in these uses' },
    model: { option: { type: 'string' }, help: 'a GGUF file of your own in the place of SmolLM2-135M' },
    presets: { option: { type: 'string' }, help: 'JSON of what calibrate and tune found for it' },
  },
  async act(args, { to, element, model, languages, presets }) {
    const [name = STANDARD, more] = args;
    if (more !== undefined) {
      throw new CommandError('bad-option', `"${more}" is one word too many: write --to FOLDER.`);
    }
    if (args.length > 0 && model !== undefined) {
      throw new CommandError('bad-option', `Name a model or give a file with --model, not both.`);
    }
    if (typeof to !== 'string' && (element || model)) {
      throw new CommandError('bad-option', 'Say where the files go: --to FOLDER.');
    }
    const whole = typeof model === 'string' ? await ownModel(model) : await namedModel(name);
    const cut = typeof languages === 'string' ? await inLanguages(whole, languages) : whole;
    const file = typeof presets === 'string' ? await withPresets(cut, presets) : cut;
    if (file.about.notice !== undefined) say(file.about.notice);
    if (typeof to !== 'string') {
      say(
        `The model is here: ${file.path}`,
        'A page needs it beside its own files: --to FOLDER copies it there.',
      );
      return;
    }
    const isStandard = file.id === STANDARD && file.parts !== undefined;
    const folders = [
      await partsFolder(file, to, typeof languages === 'string'),
      ...(isStandard ? [await tableFolder()] : []),
      ...(await runtimeFolders()),
    ];
    if (element) folders.push(await elementFolder());
    for (const folder of folders) await copy(folder, to);
    say(...folders.map(({ at, files }) => `${join(to, at)}: ${files.length} files`));
    if (!isStandard) {
      // A table counts the tokens of one vocabulary.
      const table = 'a table of its own: superposed build-table --model, or ngrams="" for none';
      say(`The element finds it by model="${folders[0]!.at}/manifest.json", and needs ${table}.`);
    }
  },
};

/** Checks that a page can run the file. */
async function ownModel(model: string): Promise<ModelFile> {
  await loadGguf({ model });
  return { id: basename(model).replace(/\.gguf$/i, ''), path: model, about: {} };
}

/** The same with other presets in its manifest. */
async function withPresets({ id, path, about }: ModelFile, presets: string): Promise<ModelFile> {
  return { id, path, about: { ...about, presets: { ...(await presetsFrom(presets)) } } };
}

/** A model's parts: those in the cache, or made where they go. Packed they are smaller, and take longer to load. */
async function partsFolder(
  { id, path, parts, about }: ModelFile,
  to: string,
  packed: boolean,
): Promise<SiteFolder> {
  if (parts !== undefined) return modelFolder(id, parts);
  const folder = join(to, 'models', id);
  if (packed) await packedParts(path, folder, about);
  else await splitParts(path, folder, { ...(await describeModel(path)), ...about });
  return modelFolder(id, folder);
}

async function copy({ at, from, files }: SiteFolder, to: string): Promise<void> {
  const folder = join(to, at);
  if (relative(from, folder) === '') return;
  await mkdir(folder, { recursive: true });
  for (const file of files) await copyFile(join(from, file), join(folder, file));
}

const say = (...lines: string[]): void => lines.forEach((line) => process.stdout.write(`${line}\n`));
