import {
  MAX_TOP_M,
  type ForwardOptions,
  type LanguageModel,
  type NextTokens,
  type Row,
} from '@superposed/decoding';
import { chunks, type RowChunk } from './kernel-chunks';
import { Shortlist, type HeadOctets } from './head-octets';
import { CONFIG, Field } from './kernel-fields';
import type { KernelLayout } from './kernel-layout';
import type { KernelTeam } from './kernel-team';
import type { ModelConfig } from '../architectures/model-config';
import { checkRows } from '../passes/row-inputs';
import { notePositions, windowOf, type Window } from '../passes/windows';

export interface KernelModelParts {
  readonly team: KernelTeam;
  /** Where the kernels' buffers begin. The rest of the layout has the file's bytes with it, which are to go. */
  readonly fields: KernelLayout['fields'];
  readonly config: ModelConfig;
  /** Slots, and positions that there are rotary tables for. */
  readonly capacity: number;
  /** Ids of the tokens that passes over the short head know; none: they know all. */
  readonly shortlist?: Iterable<number>;
}

/** A language model on our own WASM kernels; everything lies in one memory that all threads share. */
export class KernelModel implements LanguageModel {
  readonly vocabularySize: number;
  readonly contextLength: number;
  private length = 0;
  private parts: KernelModelParts | null;
  /** Of each slot. */
  private readonly positions: Int32Array;
  private readonly window: Window | null;
  private readonly shortlist: Shortlist | null;

  constructor(parts: KernelModelParts) {
    this.parts = parts;
    this.positions = new Int32Array(parts.capacity);
    this.window = windowOf(parts.config.attention, this.positions);
    this.vocabularySize = parts.config.vocabularySize;
    const { shortlist } = parts;
    this.shortlist = shortlist ? new Shortlist(shortlist, this.vocabularySize) : null;
    this.contextLength = Math.min(parts.capacity, parts.config.contextLength);
  }

  get cacheLength(): number {
    return this.length;
  }

  forward(rows: readonly Row[], options: ForwardOptions = {}): Promise<NextTokens[]> {
    // Within a promise, so that what is wrong with the rows comes as a rejection.
    return new Promise((resolve) => resolve(this.run(rows, options)));
  }

  truncate(length: number): void {
    if (!Number.isInteger(length) || length < 0 || length > this.length) {
      throw new RangeError(`Can't truncate a cache of ${this.length} slots to ${length}.`);
    }
    this.length = length;
  }

  dispose(): Promise<void> {
    this.parts?.team.end();
    this.parts = null;
    return Promise.resolve();
  }

  private run(
    rows: readonly Row[],
    { topM = MAX_TOP_M, head = 'full', named = [] }: ForwardOptions,
  ): NextTokens[] {
    if (!Number.isInteger(topM) || topM < 1 || topM > MAX_TOP_M) {
      throw new RangeError(`topM is ${topM}; it must be a whole number from 1 to ${MAX_TOP_M}.`);
    }
    if (!this.parts) throw new Error('The model has been disposed of; make a new one.');
    const { team, fields, capacity } = this.parts;
    checkRows(rows, this.length, {
      vocabularySize: this.vocabularySize,
      positions: this.contextLength,
      capacity,
    });
    notePositions(this.positions, rows, this.length);
    const octets =
      head === 'short' ? (this.shortlist?.with(wanted(rows, named, this.vocabularySize)) ?? null) : null;
    const top = Math.min(topM, this.vocabularySize);
    const io = new KernelIo(team.memory, fields);
    const scored: NextTokens[] = [];
    let past = this.length;
    for (const chunk of chunks(rows, past, this.window)) {
      io.write(chunk, past, top, octets);
      team.decode();
      scored.push(...io.read(chunk, top));
      past += chunk.rows.length;
    }
    this.length = past;
    return scored;
  }
}

/** Tokens that a pass names besides its shortlist. @throws {RangeError} one of them is not known */
function wanted(rows: readonly Row[], named: readonly number[], vocabularySize: number): Set<number> {
  const wrong = named.find((id) => !Number.isInteger(id) || id < 0 || id >= vocabularySize);
  if (wrong !== undefined)
    throw new RangeError(`Token ${wrong} is named; there are 0 … ${vocabularySize - 1}.`);
  return new Set([...named, ...rows.flatMap(({ scored, targets }) => (scored && targets) || [])]);
}

/** Puts a chunk into the kernels' memory and takes its results out. */
class KernelIo {
  private readonly buffer: ArrayBufferLike;
  private readonly fields: Int32Array;

  constructor(
    memory: WebAssembly.Memory,
    private readonly places: KernelLayout['fields'],
  ) {
    this.buffer = memory.buffer;
    this.fields = new Int32Array(this.buffer, CONFIG);
  }

  write(chunk: RowChunk, past: number, top: number, octets: HeadOctets | null): void {
    const { fields } = this;
    fields[Field.Rows] = chunk.rows.length;
    fields[Field.Past] = past;
    fields[Field.Mix] = chunk.mix;
    fields[Field.ScoredCount] = chunk.scored.length;
    fields[Field.Top] = top;
    fields[Field.TargetCount] = chunk.targetCount;
    this.ints(Field.TokenIds, chunk.tokenIds.length).set(chunk.tokenIds);
    this.floats(Field.Weights, chunk.weights.length).set(chunk.weights);
    this.ints(Field.Positions, chunk.positions.length).set(chunk.positions);
    this.ints(Field.RangeStarts, chunk.ranges.starts.length).set(chunk.ranges.starts);
    this.ints(Field.Ranges, chunk.ranges.pairs.length).set(chunk.ranges.pairs);
    if (chunk.windowRanges) {
      const { starts, pairs } = chunk.windowRanges;
      this.ints(Field.WindowStarts, starts.length).set(starts);
      this.ints(Field.WindowRanges, pairs.length).set(pairs);
    }
    this.ints(Field.Scored, chunk.scored.length).set(chunk.scored);
    const { list = null } = octets ?? {};
    fields[Field.HeadOctets] = list ? this.places.get(Field.HeadOctets)! : 0;
    fields[Field.HeadOctetCount] = list?.length ?? 0;
    if (list) this.ints(Field.HeadOctets, list.length).set(list);
    this.ints(Field.Targets, chunk.targets.length).set(
      octets ? chunk.targets.map(octets.placeOf) : chunk.targets,
    );
  }

  read({ rows, scored, targetCount }: RowChunk, top: number): NextTokens[] {
    const ids = this.ints(Field.TopIds, scored.length * MAX_TOP_M);
    const logits = this.floats(Field.TopLogits, scored.length * MAX_TOP_M);
    const partitions = this.floats(Field.Partitions, scored.length);
    const targets = this.floats(Field.TargetLogits, scored.length * targetCount);
    return Array.from(scored, (row, n) => {
      const asked = rows[row]?.targets;
      const at = n * MAX_TOP_M;
      return {
        ids: ids.slice(at, at + top),
        logits: logits.slice(at, at + top),
        logPartition: logits[at]! + Math.log(partitions[n]!),
        ...(asked && { targetLogits: targets.slice(n * targetCount, n * targetCount + asked.length) }),
      };
    });
  }

  private ints(field: Field, length: number): Int32Array {
    return new Int32Array(this.buffer, this.places.get(field), length);
  }

  private floats(field: Field, length: number): Float32Array {
    return new Float32Array(this.buffer, this.places.get(field), length);
  }
}
