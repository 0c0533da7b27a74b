/**
 * Writes the random models of the tests into a folder, their weights as floats.
 *
 * node --conditions=source --import tsx packages/runtime/src/architectures/write-models.fixture.ts FOLDER
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ARCHITECTURES, type ArchitectureName } from './architectures';
import { randomModel } from './random-models.fixture';
import { BLOCK_TYPES, type TensorType } from '../gguf/block-types';

const [folder = 'models'] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
for (const name of Object.keys(ARCHITECTURES) as ArchitectureName[]) {
  for (const type of Object.keys(BLOCK_TYPES) as TensorType[]) {
    await writeFile(join(folder, `${name}.${type}.gguf`), randomModel(name, type, true));
  }
}
