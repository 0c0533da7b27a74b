import { availableParallelism } from 'node:os';

/**
 * Runs suites. Those of one lane run one after another, and lanes beside each other, as many as there are cores. Suites
 * without a lane keep all cores busy by themselves: they run after the lanes, in order.
 * @template {{ lane?: string }} S
 * @param {readonly S[]} suites
 * @param {(suite: S) => Promise<unknown>} run
 */
export async function runInLanes(suites, run, atOnce = availableParallelism()) {
  const names = new Set(suites.flatMap(({ lane }) => lane ?? []));
  const waiting = Array.from(names, (name) => suites.filter(({ lane }) => lane === name));
  const worker = async () => {
    for (let lane = waiting.shift(); lane; lane = waiting.shift()) for (const suite of lane) await run(suite);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, waiting.length) }, worker));
  for (const suite of suites) if (suite.lane === undefined) await run(suite);
}
