import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  ensureFile,
  ensureModel,
  hubFile,
  models,
  type CheckedFile,
  type ModelManifest,
} from '@superposed/model-smollm2-135m';
import { parseGguf } from '@superposed/runtime';
import { dequantiseRow } from '@superposed/runtime/dequantise';
import { readHeader } from '@superposed/runtime/gguf-header';
import { knownPresets } from '../assets/presets';
import { CommandError } from '../terminal/command-error';
import { englishWords } from './english-words';
import { withTokens } from './fewer-tokens';
import { takeApart } from './gguf-file';
import { joinedName, joinGguf, splitNames } from './join-gguf';
import { writingOf } from './languages';
import { usedTokens, type EmbeddingRows } from './used-tokens';

/** A model's file on this machine, and what a manifest says of it beside its bytes. */
export interface ModelFile {
  /** The folder of a page's models that it goes into. */
  readonly id: string;
  readonly path: string;
  readonly about: Partial<ModelManifest>;
  /** The folder with its parts, where they are made already. */
  readonly parts?: string;
}

/** 'owner/name/path/file.gguf' */
const HUB = /^([\w.-]+\/[\w.-]+)\/(.+\.gguf)$/i;

/**
 * Fetches a model into the user's cache: one of `models()`, or OWNER/REPO/FILE.gguf of the hub, whose parts are joined
 * where it is split.
 * @throws {CommandError} no such name
 * @throws {Error} it can't be fetched, or is not what it should be
 */
export async function namedModel(name: string): Promise<ModelFile> {
  if (Object.hasOwn(models, name)) {
    const manifest = models[name as keyof typeof models];
    const { gguf, parts } = await ensureModel({ manifest });
    const { licence, notice, languages, source, presets } = manifest;
    const about = { name: manifest.name, licence, notice, languages, source, presets };
    return { id: name, path: gguf, parts, about: onlyKnown(about) };
  }
  const [, repo, path] = HUB.exec(name) ?? [];
  if (repo === undefined || path === undefined) {
    const known = Object.keys(models).join(', ');
    throw new CommandError(
      'unknown-model',
      `There is no model "${name}". Models: ${known}; or OWNER/REPO/FILE.gguf of the model hub. For a folder, write --to FOLDER.`,
    );
  }
  const files: CheckedFile[] = [];
  for (const part of splitNames(path)) files.push(await hubFile({ repo, path: part }));
  const paths: string[] = [];
  for (const file of files) paths.push(await ensureFile(file));
  const whole = joinedName(basename(path));
  const about = { source: files[0]!.source };
  const id = whole.replace(/\.gguf$/i, '');
  if (paths.length === 1) return { id, path: paths[0]!, about: onlyKnown(about) };
  const joined = join(dirname(paths[0]!), whole);
  await once(joined, async () => joinGguf(await Promise.all(paths.map((each) => readFile(each)))));
  return { id, path: joined, about: onlyKnown(about) };
}

/**
 * The same model for some languages alone: embedding rows that their texts never use are left out.
 * @param languages such as 'en,de'
 * @throws {CommandError} one of them is no language, or the vocabulary is of another kind than SentencePiece
 */
export async function inLanguages(model: ModelFile, languages: string): Promise<ModelFile> {
  const writing = writingOf(languages);
  const tags = languages.split(',').map((tag) => tag.trim());
  const path = model.path.replace(/\.gguf$/i, `-${tags.join('-')}.gguf`);
  await once(path, async () => {
    const file = await readFile(model.path);
    const whole = takeApart(file);
    const kept = usedTokens(whole.metadata, writing, englishWords, embeddingOf(file));
    const { shortlist = 0 } = knownPresets(file, whole.metadata);
    return withTokens(whole, kept, tags, createHash('sha256').update(file).digest('hex'), shortlist);
  });
  const file = await readFile(path);
  const presets = knownPresets(file, readHeader(file).metadata);
  const tuned = Object.keys(presets).length > 0 ? { presets: { ...presets } } : {};
  const changes = `Tokens that ${tags.join(', ')} don't use are left out.`;
  const source = model.about.source === undefined ? changes : `${model.about.source}. ${changes}`;
  return { id: model.id, path, about: { ...model.about, languages: tags, source, ...tuned } };
}

/** The rows of a file's embedding. */
function embeddingOf(file: Uint8Array): EmbeddingRows {
  const embedding = parseGguf(file).tensors.get('token_embd.weight')!;
  return { columns: embedding.columns, read: (id, out) => dequantiseRow(embedding, id, out) };
}

/** Writes a file that is not there yet; it appears when it is whole. */
async function once(path: string, make: () => Promise<Iterable<Uint8Array>>): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there) return;
  const partial = `${path}.${process.pid}.tmp`;
  await pipeline(Readable.from(await make()), createWriteStream(partial));
  await rename(partial, path);
}

const onlyKnown = (about: Record<string, unknown>): Partial<ModelManifest> =>
  Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined));
