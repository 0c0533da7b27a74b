import {
  MAX_TOP_M,
  type ForwardOptions,
  type LanguageModel,
  type NextTokens,
  type Row,
} from '@superposed/decoding';
import type { InferenceSession, Tensor, TensorConstructor } from 'onnxruntime-common';
import { topCount } from '../architectures/decoder-graph';
import type { ModelConfig } from '../architectures/model-config';
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
  readonly Tensor: TensorConstructor;
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
  /** Of each slot. */
  private readonly positions: Int32Array;
  private readonly window: Window | null;

  constructor(private readonly parts: GraphModelParts) {
    this.vocabularySize = parts.config.vocabularySize;
    this.contextLength = Math.min(parts.positions, parts.config.contextLength);
    this.top = topCount(this.vocabularySize);
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
      return readScored(results, rows, this.top, Math.min(topM, this.top), inputs.targetCount);
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
    await this.parts.session.release();
  }

  private run(inputs: RowInputs): Promise<InferenceSession.ReturnType> {
    const { session, cache, Tensor } = this.parts;
    const n = inputs.scored.length;
    const fetches: Record<string, Tensor | null> = { ...cache.present };
    for (const name of ['top_ids', 'top_logits', 'log_partition', 'target_logits']) fetches[name] = null;
    return session.run(
      {
        token_ids: new Tensor('int32', inputs.tokenIds, [inputs.rows, inputs.mix]),
        weights: new Tensor('float32', inputs.weights, [inputs.rows, inputs.mix]),
        slot_positions: new Tensor('int32', this.positions.slice(0, inputs.total), [inputs.total]),
        attention_bias: new Tensor('float32', inputs.bias, [1, 1, inputs.rows, inputs.total]),
        ...(inputs.windowBias && {
          window_bias: new Tensor('float32', inputs.windowBias, [1, 1, inputs.rows, inputs.total]),
        }),
        seqlens_k: new Tensor('int32', Int32Array.of(inputs.total - 1), [1]),
        total_length: new Tensor('int32', Int32Array.of(inputs.total), []),
        scored: new Tensor('int32', inputs.scored, [n]),
        targets: new Tensor('int32', inputs.targets, [1, n, inputs.targetCount]),
        ...cache.past,
      },
      fetches,
    );
  }
}

function readScored(
  results: InferenceSession.ReturnType,
  rows: readonly Row[],
  top: number,
  wanted: number,
  targetCount: number,
): NextTokens[] {
  const ids = results['top_ids']?.data as BigInt64Array;
  const logits = results['top_logits']?.data as Float32Array;
  const partitions = results['log_partition']?.data as Float32Array;
  const targets = results['target_logits']?.data as Float32Array;
  return rows
    .filter((row) => row.scored)
    .map(({ targets: asked }, n) => ({
      ids: Int32Array.from(ids.subarray(n * top, n * top + wanted), Number),
      logits: logits.slice(n * top, n * top + wanted),
      logPartition: partitions[n]!,
      ...(asked && { targetLogits: targets.slice(n * targetCount, n * targetCount + asked.length) }),
    }));
}
