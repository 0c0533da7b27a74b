import { optionalTensor, type GgufModel } from '../architectures/model';
import { dequantise } from '../gguf/dequantise';
import { rotaryTable, type RotaryOptions } from '../architectures/rotary';

/** Tables of rotary positions, and the layers that read them. */
export interface RotaryPlace {
  readonly options: RotaryOptions;
  readonly layers: readonly number[];
  readonly cosines: number;
  readonly sines: number;
}

/** One pair of tables for all layers that rotate alike. @param take sets bytes aside, and says where */
export function planRotary(
  model: GgufModel,
  capacity: number,
  take: (bytes: number) => number,
): RotaryPlace[] {
  const { attention, headSize } = model.config;
  const tensor = optionalTensor(model, 'rope_freqs.weight');
  const factors = tensor && dequantise(tensor);
  const groups = new Map<string, number[]>();
  attention.forEach(({ rotary }, i) => {
    if (!rotary) return;
    const key = JSON.stringify(rotary);
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  return [...groups.values()].map((layers) => ({
    options: { rotary: attention[layers[0]!]!.rotary!, headSize, positions: capacity, factors },
    layers,
    cosines: take(capacity * headSize * 4),
    sines: take(capacity * headSize * 4),
  }));
}

export function writeRotary(buffer: ArrayBufferLike, places: readonly RotaryPlace[]): void {
  for (const { options, cosines, sines } of places) {
    const floats = options.positions * options.headSize;
    new Float32Array(buffer, cosines, floats).set(rotaryTable(options, 'cosines'));
    new Float32Array(buffer, sines, floats).set(rotaryTable(options, 'sines'));
  }
}
