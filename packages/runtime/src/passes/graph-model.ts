import {
  MAX_TOP_M,
  type ForwardOptions,
  type LanguageModel,
  type NextTokens,
  type Row,
} from '@superposed/decoding';
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { roundOutput, tokenAt, topCount, topRounds } from '../architectures/top-tokens';
import type { ModelConfig } from '../architectures/model-config';
import type { GraphIo, GraphResults, HostInput, HostOutput } from './graph-io';
import { checkRows, layOutRows, type RowInputs } from './row-inputs';
import { notePositions, windowOf, type Window } from './windows';

/** Where a session keeps keys and values between passes: past and present of the graph, which updates them in place. */
export interface KvCache {
  /** Slots that it can hold. */
  readonly capacity: number;
  readonly past: Readonly<Record<string, Tensor>>;
  readonly present: Readonly<Record<string, Tensor>>;
  dispose(): void;
}

export interface GraphModelParts {
  readonly session: InferenceSession;
  readonly cache: KvCache;
  readonly io: GraphIo;
  readonly config: ModelConfig;
  /** Positions that the graph has rotary tables for. */
  readonly positions: number;
}

/** A language model that runs the graph of decoder-graph.ts in an onnxruntime session. */
export class GraphModel implements LanguageModel {
  readonly vocabularySize: number;
  readonly contextLength: number;
  private length = 0;
  private busy = false;
  private readonly top: number;
  private readonly rounds: readonly number[];
  /** Of each slot. */
  private readonly positions: Int32Array;
  private readonly window: Window | null;

  constructor(private readonly parts: GraphModelParts) {
    this.vocabularySize = parts.config.vocabularySize;
    this.contextLength = Math.min(parts.positions, parts.config.contextLength);
    this.top = topCount(this.vocabularySize);
    this.rounds = topRounds(this.vocabularySize);
    this.positions = new Int32Array(parts.cache.capacity);
    this.window = windowOf(parts.config.attention, this.positions);
  }

  get cacheLength(): number {
    return this.length;
  }

  async forward(rows: readonly Row[], options: ForwardOptions = {}): Promise<NextTokens[]> {
    const topM = options.topM ?? MAX_TOP_M;
    if (!Number.isInteger(topM) || topM < 1 || topM > MAX_TOP_M) {
      throw new RangeError(`topM is ${topM}; it must be a whole number from 1 to ${MAX_TOP_M}.`);
    }
    if (this.busy) throw new Error('A pass is still running on this model; wait for it first.');
    const { cache, positions } = this.parts;
    const limits = { vocabularySize: this.vocabularySize, positions, capacity: cache.capacity };
    checkRows(rows, this.length, limits);
    notePositions(this.positions, rows, this.length);
    const inputs = layOutRows(rows, this.length, limits, this.window);
    this.busy = true;
    try {
      const results = await this.run(inputs);
      this.length += rows.length;
      return readScored(results, rows, this.top, this.rounds, Math.min(topM, this.top), inputs.targetCount);
    } finally {
      this.busy = false;
    }
  }

  truncate(length: number): void {
    if (!Number.isInteger(length) || length < 0 || length > this.length) {
      throw new RangeError(`Can't truncate a cache of ${this.length} slots to ${length}.`);
    }
    this.length = length;
  }

  async dispose(): Promise<void> {
    this.parts.cache.dispose();
    this.parts.io.dispose();
    await this.parts.session.release();
  }

  private async run(inputs: RowInputs): Promise<GraphResults> {
    const { session, cache, io } = this.parts;
    const { rows, mix, total, targetCount } = inputs;
    const n = inputs.scored.length;
    const int32 = (data: Int32Array<ArrayBuffer>, dims: readonly number[]): HostInput => {
      return { type: 'int32', data, dims };
    };
    const float32 = (data: Float32Array<ArrayBuffer>, dims: readonly number[]): HostInput => {
      return { type: 'float32', data, dims };
    };
    const given: Record<string, HostInput> = {
      token_ids: int32(inputs.tokenIds, [rows, mix]),
      weights: float32(inputs.weights, [rows, mix]),
      slot_positions: int32(this.positions.slice(0, total), [total]),
      attention_bias: float32(inputs.bias, [1, 1, rows, total]),
      ...(inputs.windowBias && { window_bias: float32(inputs.windowBias, [1, 1, rows, total]) }),
      seqlens_k: int32(Int32Array.of(total - 1), [1]),
      total_length: int32(Int32Array.of(total), []),
      scored: int32(inputs.scored, [n]),
      targets: int32(inputs.targets, [1, n, targetCount]),
    };
    const wanted: Record<string, HostOutput> = {
      top_ids: { type: 'int64', dims: [1, n, this.top] },
      top_logits: { type: 'float32', dims: [1, n, this.top] },
      log_partition: { type: 'float32', dims: [1, n, 1] },
      target_logits: { type: 'float32', dims: [1, n, targetCount] },
    };
    this.rounds.forEach((groups, round) => {
      wanted[roundOutput(round)] = { type: 'int64', dims: [1, n, groups, MAX_TOP_M] };
    });
    const feeds = Object.entries(given).map(([name, input]) => [name, io.feed(name, input)] as const);
    const fetches = Object.entries(wanted).map(([name, output]) => [name, io.fetch(name, output)] as const);
    const results = await session.run(
      { ...Object.fromEntries(feeds), ...cache.past },
      { ...Object.fromEntries(fetches), ...cache.present },
    );
    return io.read(results, wanted);
  }
}

/** @param rounds groups of each round that the best tokens were found in */
function readScored(
  results: GraphResults,
  rows: readonly Row[],
  top: number,
  rounds: readonly number[],
  wanted: number,
  targetCount: number,
): NextTokens[] {
  const ids = results['top_ids'] as BigInt64Array;
  const logits = results['top_logits'] as Float32Array;
  const partitions = results['log_partition'] as Float32Array;
  const targets = results['target_logits'] as Float32Array;
  return rows
    .filter((row) => row.scored)
    .map(({ targets: asked }, n) => {
      const places = rounds.map((groups, round) => {
        const size = groups * MAX_TOP_M;
        return (results[roundOutput(round)] as BigInt64Array).subarray(n * size, (n + 1) * size);
      });
      return {
        ids: Int32Array.from(ids.subarray(n * top, n * top + wanted), (place) =>
          tokenAt(Number(place), places),
        ),
        logits: logits.slice(n * top, n * top + wanted),
        logPartition: partitions[n]!,
        ...(asked && { targetLogits: targets.slice(n * targetCount, n * targetCount + asked.length) }),
      };
    });
}
