import { expect, it, vi } from 'vitest';
import { parseGguf } from '../architectures/model';
import { createNodeModel } from './node';
import { tinyGguf } from '../gguf/tiny-gguf.fixture';

vi.mock('onnxruntime-node', () => {
  throw new Error('it is not installed');
});

it('says what the native backend lacks where its package is not installed', async () => {
  const gguf = parseGguf(tinyGguf({ vocabularySize: 64 }));
  await expect(createNodeModel(gguf, { backend: 'native' })).rejects.toMatchObject({
    code: 'native-unavailable',
    message: expect.stringContaining('npm install onnxruntime-node') as string,
  });
});
