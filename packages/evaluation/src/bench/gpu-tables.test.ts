import { expect, it } from 'vitest';
import { gpuTables } from './gpu-tables';

const machine = {
  cpu: 'CPU 1',
  cores: 2,
  memoryGb: 8,
  system: 'linux 6',
  browser: 'Chromium 150',
  date: '2026-01-02',
  load: 0,
};
const total = { dispatches: 684, submits: 4, readBytes: 20, writtenBytes: 30 };

it('has a line a model and device, and one for what each pass asks', () => {
  const text = gpuTables({
    machine,
    software: false,
    rows: [
      { on: 'm, WASM', load: 100, row: [7, 9, 8], rows: [20], ahead: [300], prompt: [90], drafts: [70, 80] },
      { on: 'm, wllama on WebGPU', row: [4], short: [5] },
    ],
    work: [
      { on: 'm', pass: 1, total, times: 2, workerCpu: 16 },
      { on: 'm', pass: 3, total, times: 1, workerCpu: 9 },
    ],
    late: ['m, transformers'],
  });
  expect(text).toContain('Chromium 150 (headless) on CPU 1, 2 cores, linux 6; 2026-01-02.');
  expect(text).toContain('| m, WASM | 100 | 8 | 20 | 300 | 90 |  | 75 |');
  expect(text).toContain('| m, wllama on WebGPU |  | 4 |  |  |  | 5 |  |');
  expect(text).toContain('| m | 1 row | 342 | 2 | 15 | 10 | 16 |');
  expect(text).toContain('| m | 3 rows | 684 | 4 | 30 | 20 | 9 |');
  expect(text).toContain('No time was left for m, transformers.');
  expect(text).not.toContain('software');
});

it('says that a software adapter proves nothing, and leaves out what the system does not tell', () => {
  const work = [{ on: 'm', pass: 'prompt' as const, total, times: 1, workerCpu: NaN }];
  const text = gpuTables({ machine, software: true, rows: [{ on: 'm' }], work, late: [] });
  expect(text).toContain('A software adapter');
  expect(text).toContain('| m | prompt of 64 | 684 | 4 | 30 | 20 |  |');
});
