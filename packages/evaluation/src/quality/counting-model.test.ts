import type { LanguageModel, Row } from '@superposed/decoding';
import { expect, it, vi } from 'vitest';
import { CountingModel } from './counting-model';

it('counts rows and passes, and passes everything on', async () => {
  const model = {
    vocabularySize: 9,
    contextLength: 8,
    cacheLength: 7,
    forward: vi.fn(() => Promise.resolve([])),
    truncate: vi.fn(),
    dispose: vi.fn(() => Promise.resolve()),
  } satisfies LanguageModel;
  const counting = new CountingModel(model);
  const row: Row = { tokens: [1], position: 0 };
  await counting.forward([row], { topM: 3 });
  await counting.forward([row, row]);
  expect(counting.take()).toEqual({ rows: 3, passes: 2 });
  expect(counting.take()).toEqual({ rows: 0, passes: 0 });
  expect(model.forward.mock.calls).toEqual([
    [[row], { topM: 3 }],
    [[row, row], undefined],
  ]);
  expect([counting.vocabularySize, counting.contextLength, counting.cacheLength]).toEqual([9, 8, 7]);
  counting.truncate(2);
  expect(model.truncate).toHaveBeenCalledWith(2);
  await counting.dispose();
  expect(model.dispose).toHaveBeenCalledOnce();
});
