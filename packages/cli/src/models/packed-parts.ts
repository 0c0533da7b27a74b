import { createHash } from 'node:crypto';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { describeModel, type ModelManifest } from '@superposed/model-smollm2-135m';

/** Bytes of the model in a part: of what can't be packed gzip makes a thousandth more, and hosts take 24 MiB. */
const PART_BYTES = 24 * 2 ** 20 - 2 ** 16;

const pack = promisify(gzip);

/**
 * Writes the parts of a model's file, each packed by gzip, and its manifest into a folder. Joined, the parts are the
 * file, packed.
 * @param about what the manifest says beside the bytes
 * @throws {Error} the file can't be read, or the folder written to
 */
export async function packedParts(
  path: string,
  folder: string,
  about: Partial<ModelManifest>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const whole = await describeModel(path, { partBytes: PART_BYTES });
  const parts: ModelManifest['parts'] = [];
  const file = await open(path);
  try {
    for (const { file: name, ...holds } of whole.parts) {
      const { buffer } = await file.read(Buffer.alloc(holds.bytes), 0, holds.bytes);
      const packed = await pack(buffer, { level: 6, memLevel: 9 });
      await writeFile(join(folder, name), packed);
      const sha256 = createHash('sha256').update(packed).digest('hex');
      parts.push({ file: name, bytes: packed.length, sha256, holds });
    }
  } finally {
    await file.close();
  }
  // Last, so that it names nothing that is not there.
  const manifest = { ...whole, parts, ...about };
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}
