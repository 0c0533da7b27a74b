/** Cases of each property in a `*.fuzz.test.ts`; FUZZ_RUNS asks for another number. */
export const RUNS = 10_000;
/** Of the cases' random numbers, so that a run can be had again; FUZZ_SEED asks for others. */
export const SEED = 20_260_101;
