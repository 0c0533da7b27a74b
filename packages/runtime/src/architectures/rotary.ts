import type { GraphBuilder } from '../onnx/graph-builder';
import type { ModelConfig } from '../gguf/model-config';

type RotaryConfig = Pick<ModelConfig, 'headSize' | 'ropeBase'>;

/** `f` of the angle of each position and pair of features (rotary positions, arXiv 2104.09864). */
function angles(config: RotaryConfig, positions: number, f: (angle: number) => number): Float32Array {
  const half = config.headSize / 2;
  const frequencies = Float64Array.from({ length: half }, (_, i) => config.ropeBase ** (-i / half));
  const table = new Float32Array(positions * half);
  for (let at = 0; at < table.length; at++) table[at] = f(Math.floor(at / half) * frequencies[at % half]!);
  return table;
}

/** Cosines and sines as constants of a graph, [positions, headSize / 2] each. */
export function rotaryTables(
  graph: GraphBuilder,
  config: RotaryConfig,
  positions: number,
): { cos: string; sin: string } {
  const add = (name: string, f: (angle: number) => number): string =>
    graph.toReal(
      graph.constant(name, () => ({
        type: 'float',
        dims: [positions, config.headSize / 2],
        data: angles(config, positions, f),
      })),
    );
  return { cos: add('rotary_cos', Math.cos), sin: add('rotary_sin', Math.sin) };
}

/** Factors of both features of each pair, [positions × headSize]: cosines twice, sines with the first negated. */
export function rotaryTable(
  config: RotaryConfig,
  positions: number,
  part: 'cosines' | 'sines',
): Float32Array {
  const single = angles(config, positions, part === 'cosines' ? Math.cos : Math.sin);
  const first = part === 'cosines' ? 1 : -1;
  const table = new Float32Array(2 * single.length);
  single.forEach((value, i) => {
    table[2 * i] = first * value;
    table[2 * i + 1] = value;
  });
  return table;
}
