import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type JsonRecord, readRecords } from 'superposed';
import { compareReplay } from '../replay/compare-replay';
import { replayTrace, type Replay } from '../replay/replay-trace';
import { parseTrace } from '../replay/trace';
import { replay } from './replay';

const FILE = fileURLToPath(new URL('../../../decoding/fixtures/traces.json.gz', import.meta.url));
let records: JsonRecord[];
beforeAll(async () => {
  records = await readRecords(FILE);
});

async function outputs(input: readonly JsonRecord[]): Promise<Replay[]> {
  const list: Replay[] = [];
  for await (const result of replay.run(input, {})) list.push(result as Replay);
  return list;
}

describe('replay', () => {
  it("equals the reference code's runs", async () => {
    const results = await outputs(records);
    expect(results).toHaveLength(3);
    results.forEach(({ steps }, i) => {
      const comparison = compareReplay(steps, parseTrace(records[i]!).steps);
      expect(comparison).toMatchObject({ steps: 10, equalDrafts: 10, equalTokens: 10 });
      expect(comparison.scoreError).toBeLessThan(1e-4);
      expect(comparison.weightError).toBeLessThan(1e-3);
    });
  });

  it('has the shapes of a trace: finished drafts are padded', async () => {
    const { steps } = (await outputs(records.slice(1, 2)))[0]!;
    expect(Object.keys(steps[0]!)).toEqual([
      'alive',
      'alive_log_probs',
      'finished',
      'finished_log_probs',
      'superposition',
    ]);
    const last = steps.at(-1)!;
    expect(last.finished.length).toBeGreaterThan(0);
    for (const draft of [...last.alive, ...last.finished]) expect(draft).toHaveLength(10);
    expect(last.finished[0]!.at(-1)).toBe(-1);
  });

  it('reads only what goes into decoding from the steps', async () => {
    const trace = parseTrace(records[0]!);
    const blind = trace.steps.map((step) => ({
      ...step,
      alive_log_probs: [],
      finished: [],
      superposition: {},
    }));
    expect(await replayTrace({ ...trace, steps: blind })).toEqual(await replayTrace(trace));
  });

  it('says where the trace and decoding part', async () => {
    const { steps, ...settings } = records[2]!;
    const other = (steps as { top_ids: number[] }[]).map((step) => ({
      ...step,
      top_ids: step.top_ids.map((id) => id + 1),
    }));
    await expect(outputs([{ ...settings, steps: other }])).rejects.toThrow(
      /^Trace 1: The trace has no n-gram probabilities for the draft \d+ \(step 2\)/,
    );
  });

  it.each(['steps', 'k', 'alpha', 'prompt_ids'])('refuses a trace without %s', async (field) => {
    await expect(outputs([{ ...records[0]!, [field]: undefined }])).rejects.toThrow(field);
  });

  it('takes a trace that has no end of sequence', () => {
    expect(parseTrace({ ...records[0]!, eos_id: null }).options.eosIds).toEqual([]);
  });

  it('makes a row of a table for each trace', async () => {
    const [result] = await outputs(records.slice(0, 1));
    expect(replay.rows?.(result!, records[0], 0)).toEqual([
      expect.objectContaining({ trace: 1, k: 8, steps: 10, equalDrafts: 10 }),
    ]);
  });
});
