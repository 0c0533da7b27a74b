import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readPresets, type ModelPresets } from '@superposed/engine';
import { models } from '@superposed/model-smollm2-135m';
import { CommandError } from '../terminal/command-error';

/** Key of a file that was made of another one: the other's SHA-256. */
export const MADE_FROM = 'superposed.made_from';

/** Key of such a file: how many of its tokens the other's shortlist has. */
export const FREQUENT = 'superposed.shortlist';

/**
 * What was tuned for a model: of a known one, or of one made from it, what its manifest says.
 * @param file the GGUF file's bytes
 */
export function knownPresets(file: Uint8Array, metadata: Readonly<Record<string, unknown>>): ModelPresets {
  const known = Object.values(models);
  // Files of another size need not be read through.
  const whole = known.some(({ bytes }) => bytes === file.length);
  const sha256 = whole ? createHash('sha256').update(file).digest('hex') : metadata[MADE_FROM];
  const presets = readPresets(known.find((manifest) => manifest.sha256 === sha256)?.presets);
  if (whole) return presets;
  // Its tokens are numbered anew, and the alarm names some of the other's.
  const { alarm: _, ...others } = presets;
  const shortlist = metadata[FREQUENT];
  return shortlist === undefined ? others : readPresets({ ...others, shortlist });
}

/**
 * Presets from a file: JSON, a manifest or its presets alone.
 * @throws {CommandError} it can't be read, or is no JSON
 * @throws {EngineError} 'bad-presets'
 */
export async function presetsFrom(path: string): Promise<ModelPresets> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new CommandError('unreadable-file', `Can't read the presets: ${(error as Error).message}`);
  }
  const { presets = json } = (json ?? {}) as { readonly presets?: unknown };
  return readPresets(presets);
}
