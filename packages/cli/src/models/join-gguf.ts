import { CommandError } from '../terminal/command-error';
import { putTogether, takeApart } from './gguf-file';

/** 'model-00002-of-00003.gguf' */
const SPLIT = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/i;

/** The names of all files of a model that is split, in order; of any other, its own. */
export function splitNames(name: string): string[] {
  const [, stem, , count] = SPLIT.exec(name) ?? [];
  if (stem === undefined || count === undefined) return [name];
  const number = (i: number): string => String(i + 1).padStart(5, '0');
  return Array.from({ length: Number(count) }, (_, i) => `${stem}-${number(i)}-of-${count}.gguf`);
}

/** The name of the whole: without the number of a part. */
export const joinedName = (name: string): string => name.replace(SPLIT, '$1.gguf');

/**
 * Joins the files of a split model to one: the first one's metadata and the tensors of all.
 * @param files whole, in order
 * @throws {CommandError} they are not all the parts of one model
 */
export function joinGguf(files: readonly Uint8Array[]): Generator<Uint8Array> {
  const parts = files.map(takeApart);
  parts.forEach(({ metadata }, i) => {
    const [no, count] = [metadata['split.no'], metadata['split.count']];
    if (no === i && count === files.length) return;
    const which = `says that it is part ${String(no)} (from 0) of ${String(count)}`;
    throw new CommandError(
      'bad-split',
      `File ${i + 1} of ${files.length} ${which}. Fetch all parts of one model.`,
    );
  });
  const tensors = parts.flatMap((part) => part.tensors);
  const wanted = parts[0]!.metadata['split.tensors.count'];
  if (wanted !== tensors.length) {
    const message = `The parts have ${tensors.length} tensors together; the first one says ${String(wanted)}.`;
    throw new CommandError('bad-split', `${message} Fetch all parts of one model.`);
  }
  const pairs = [...parts[0]!.pairs].filter(([key]) => !key.startsWith('split.'));
  return putTogether(new Map(pairs), tensors);
}
