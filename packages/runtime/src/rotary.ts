import type { GraphBuilder } from './graph-builder';
import type { ModelConfig } from './model-config';

/** Cosines and sines of rotary positions (arXiv 2104.09864), [positions, headSize / 2] each. */
export function rotaryTables(
  graph: GraphBuilder,
  config: Pick<ModelConfig, 'headSize' | 'ropeBase'>,
  positions: number,
): { cos: string; sin: string } {
  const half = config.headSize / 2;
  const table = (f: (angle: number) => number): Float32Array =>
    Float32Array.from({ length: positions * half }, (_, at) => {
      const frequency = config.ropeBase ** (-(at % half) / half);
      return f(Math.floor(at / half) * frequency);
    });
  const add = (name: string, f: (angle: number) => number): string =>
    graph.constant(name, () => ({ type: 'float', dims: [positions, half], data: table(f) }));
  return { cos: add('rotary_cos', Math.cos), sin: add('rotary_sin', Math.sin) };
}
