import type { GraphBuilder } from '../onnx/graph-builder';

/** Rotary positions (arXiv 2104.09864): position · scale · base^(−pair / pairs) is the angle of a pair of features. */
export interface Rotary {
  readonly base: number;
  readonly scale: number;
}

export interface RotaryOptions {
  readonly rotary: Rotary;
  readonly headSize: number;
  readonly positions: number;
  /** What the angle of each pair is divided by, [headSize / 2]; null: nothing. */
  readonly factors: Float32Array | null;
}

/** `f` of the angle of each position and pair of features. */
function angles({ rotary, headSize, positions, factors }: RotaryOptions, f: (angle: number) => number) {
  const half = headSize / 2;
  const frequencies = Float64Array.from(
    { length: half },
    (_, i) => (rotary.scale * rotary.base ** (-i / half)) / (factors?.[i] ?? 1),
  );
  const table = new Float32Array(positions * half);
  for (let at = 0; at < table.length; at++) table[at] = f(Math.floor(at / half) * frequencies[at % half]!);
  return table;
}

/** Cosines and sines as constants of a graph, [positions, headSize / 2] each. */
export function rotaryTables(
  graph: GraphBuilder,
  options: RotaryOptions,
  name = 'rotary',
): { cos: string; sin: string } {
  const add = (part: string, f: (angle: number) => number): string =>
    graph.toReal(
      graph.constant(`${name}_${part}`, () => ({
        type: 'float',
        dims: [options.positions, options.headSize / 2],
        data: angles(options, f),
      })),
    );
  return { cos: add('cos', Math.cos), sin: add('sin', Math.sin) };
}

/** Factors of both features of each pair, [positions × headSize]: cosines twice, sines with the first negated. */
export function rotaryTable(options: RotaryOptions, part: 'cosines' | 'sines'): Float32Array {
  const single = angles(options, part === 'cosines' ? Math.cos : Math.sin);
  const first = part === 'cosines' ? 1 : -1;
  const table = new Float32Array(2 * single.length);
  single.forEach((value, i) => {
    table[2 * i] = first * value;
    table[2 * i + 1] = value;
  });
  return table;
}
