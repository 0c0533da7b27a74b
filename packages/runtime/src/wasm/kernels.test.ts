import { expect, it } from 'vitest';
import { compileKernels } from '../../kernels/build.mjs';
import { KERNELS } from './kernels.generated';

it('the compiled kernels are those of the sources (npm run build:kernels -w packages/runtime)', async () => {
  expect(KERNELS).toBe(await compileKernels());
});
