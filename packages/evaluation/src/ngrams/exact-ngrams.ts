import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Continuation, NgramSource } from '@superposed/decoding';
import { cacheFolder } from '@superposed/model-smollm2-135m';
import { tokenizerFingerprint } from '@superposed/ngram';
import { CommandError } from 'superposed';

/** Tokens of the longest n-gram. */
const DEPTH = 6;
/** Stands after each document; token t is t + 1 in the stream. */
const END = 0;
const ABOUT = 'about.json';

/** Where the command `exact-ngrams` leaves its counts. */
export const exactNgramsFolder = (): string => join(cacheFolder(), 'exact-ngrams');

/**
 * The counts that the command `exact-ngrams` left in the user's cache.
 * @throws {CommandError} there are none of this tokenizer
 */
export async function loadExactNgrams(tokenizer: {
  readonly pieces: readonly string[];
}): Promise<NgramSource> {
  return ExactNgrams.load(exactNgramsFolder(), await tokenizerFingerprint(tokenizer.pieces));
}

/** Suffixes start … end − 1, in their order. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Exact, unpruned n-gram counts of a text in memory (8 bytes a token): all positions of the text, sorted by the six
 * tokens that begin there. How often an n-gram occurs is how many positions begin with it, found by bisection.
 */
export class ExactNgrams implements NgramSource {
  private constructor(
    private readonly stream: Int32Array,
    private readonly suffixes: Int32Array,
  ) {}

  /** Counts within each document; none crosses from one to the next. */
  static of(documents: Iterable<ArrayLike<number>>): ExactNgrams {
    const stream = toStream(documents);
    return new ExactNgrams(stream, sortSuffixes(stream));
  }

  /**
   * What `save` wrote.
   * @param tokenizer fingerprint of the vocabulary that is asked for
   * @throws {CommandError} nothing is there, or it is of another vocabulary
   */
  static async load(folder: string, tokenizer: string): Promise<ExactNgrams> {
    const text = await readFile(join(folder, ABOUT), 'utf8').catch(() => undefined);
    const about = text === undefined ? undefined : (JSON.parse(text) as { tokenizer?: unknown });
    if (about?.tokenizer !== tokenizer) {
      const what = about ? 'are of another vocabulary' : 'have not been made yet';
      throw new CommandError(
        'no-exact-ngrams',
        `Exact n-gram counts ${what}: run \`npm run -s superposed -- exact-ngrams FILE…\` on the text first.`,
      );
    }
    const read = async (name: string) => {
      const bytes = await readFile(join(folder, name));
      return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
    };
    return new ExactNgrams(await read('stream.i32'), await read('suffixes.i32'));
  }

  /** Replaces what the folder had. What says that it is complete is written last. */
  async save(folder: string, about: { readonly tokenizer: string }): Promise<void> {
    await mkdir(folder, { recursive: true });
    await rm(join(folder, ABOUT), { force: true });
    await writeFile(join(folder, 'stream.i32'), this.stream);
    await writeFile(join(folder, 'suffixes.i32'), this.suffixes);
    await writeFile(join(folder, ABOUT), `${JSON.stringify({ ...about, tokens: this.tokens })}\n`);
  }

  /** Tokens counted, ends of documents left out. */
  get tokens(): number {
    return this.suffixes.length - this.narrow(this.all, 0, END).end;
  }

  probabilities(
    context: readonly number[],
    candidates: ArrayLike<number>,
    lambdas: readonly number[],
    out: Float32Array,
  ): void {
    out.fill(0, 0, candidates.length);
    for (const { range, length, followed } of this.contexts(context, lambdas.length)) {
      for (let i = 0; i < candidates.length; i++) {
        const found = this.narrow(range, length, candidates[i]! + 1);
        out[i] = out[i]! + (lambdas[length - 1]! * (found.end - found.start)) / followed;
      }
    }
  }

  continuations(context: readonly number[], lambdas: readonly number[], limit: number): Continuation[] {
    const probabilities = new Map<number, number>();
    for (const { range, length, followed } of this.contexts(context, lambdas.length)) {
      for (let at = range.end - followed; at < range.end;) {
        const next = this.symbol(at, length);
        const { end } = this.narrow({ start: at, end: range.end }, length, next);
        const share = (lambdas[length - 1]! * (end - at)) / followed;
        probabilities.set(next - 1, (probabilities.get(next - 1) ?? 0) + share);
        at = end;
      }
    }
    const all = Array.from(probabilities, ([id, probability]) => ({ id, probability }));
    return all.sort((a, b) => b.probability - a.probability || a.id - b.id).slice(0, limit);
  }

  private get all(): Range {
    return { start: 0, end: this.suffixes.length };
  }

  /** The last tokens of a context that were followed by anything, and how often, for each length. */
  private *contexts(context: readonly number[], longest: number) {
    for (let length = 1; length <= Math.min(context.length, longest, DEPTH - 1); length++) {
      let range = this.all;
      for (let i = 0; i < length; i++) {
        range = this.narrow(range, i, context[context.length - length + i]! + 1);
      }
      // An end sorts before all tokens.
      const followed = range.end - this.narrow(range, length, END).end;
      // What never was followed is no part of anything longer that was.
      if (followed === 0) return;
      yield { range, length, followed };
    }
  }

  /** The part of a range whose suffixes have a symbol at an offset; they agree before it. */
  private narrow({ start, end }: Range, offset: number, symbol: number): Range {
    const bound = (low: number, least: number): number => {
      let high = end;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (this.symbol(middle, offset) < least) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    const from = bound(start, symbol);
    return { start: from, end: bound(from, symbol + 1) };
  }

  private symbol(suffix: number, offset: number): number {
    return this.stream[this.suffixes[suffix]! + offset] ?? END;
  }
}

/** All documents, an end after each. */
function toStream(documents: Iterable<ArrayLike<number>>): Int32Array {
  let stream = new Int32Array(1024);
  let size = 0;
  for (const ids of documents) {
    if (size + ids.length + 1 > stream.length) {
      const larger = new Int32Array(2 * (size + ids.length + 1));
      larger.set(stream);
      stream = larger;
    }
    for (let i = 0; i < ids.length; i++) stream[size + i] = ids[i]! + 1;
    size += ids.length;
    stream[size++] = END;
  }
  return stream.slice(0, size);
}

/** Positions in the order of the `DEPTH` symbols that begin there: counting sort, the last symbol first. */
function sortSuffixes(stream: Int32Array): Int32Array {
  const symbols = stream.reduce((most, symbol) => Math.max(most, symbol), 0) + 1;
  let from = Int32Array.from(stream, (_, position) => position);
  let to = new Int32Array(stream.length);
  for (let offset = DEPTH - 1; offset >= 0; offset--) {
    const next = new Int32Array(symbols + 1);
    for (let i = 0; i < stream.length; i++) next[(stream[i + offset] ?? END) + 1]!++;
    for (let symbol = 1; symbol <= symbols; symbol++) next[symbol]! += next[symbol - 1]!;
    for (const position of from) to[next[stream[position + offset] ?? END]!++] = position;
    [from, to] = [to, from];
  }
  return from;
}
