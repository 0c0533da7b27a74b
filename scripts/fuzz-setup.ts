import fc from 'fast-check';
import { RUNS, SEED } from './fuzz.ts';

fc.configureGlobal({
  numRuns: Number(process.env['FUZZ_RUNS'] ?? RUNS),
  seed: Number(process.env['FUZZ_SEED'] ?? SEED),
});
