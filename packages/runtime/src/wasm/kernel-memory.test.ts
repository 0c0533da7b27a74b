import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { promptRows, type LanguageModel } from '@superposed/decoding';
import { expect, it } from 'vitest';
import { parseGguf } from '../architectures/model';
import { createNodeModel } from '../devices/node';
import { tinyGguf } from '../gguf/tiny-gguf.fixture';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A model, and whether the bytes of its file are still in memory. */
async function load(): Promise<{ model: LanguageModel; file: WeakRef<Uint8Array> }> {
  const bytes = tinyGguf({ vocabularySize: 1024 });
  const model = await createNodeModel(parseGguf(bytes), { backend: 'wasm', capacity: 64 });
  return { model, file: new WeakRef(bytes) };
}

it('a model on the kernels does not keep its file', async () => {
  const { model, file } = await load();
  await model.forward(promptRows([1, 2], 0));
  await expect
    .poll(() => {
      collectGarbage();
      return file.deref() === undefined;
    })
    .toBe(true);
  expect(model.cacheLength).toBe(2);
  await model.dispose();
});
