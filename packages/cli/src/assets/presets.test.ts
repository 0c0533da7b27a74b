import { readPresets } from '@superposed/engine';
import { models } from '@superposed/model-smollm2-135m';
import { expect, it } from 'vitest';
import { knownPresets, MADE_FROM, FREQUENT } from './presets';

it('knows what was tuned for a model that another was made from, but for what names its tokens', () => {
  const { presets: all, sha256 } = models['smollm2-135m'];
  const { alarm, ...presets } = readPresets(all);
  expect(alarm).toBeDefined();
  const file = new Uint8Array(8);
  expect(knownPresets(file, { [MADE_FROM]: sha256 })).toEqual(presets);
  expect(knownPresets(file, { [MADE_FROM]: sha256, [FREQUENT]: 9 })).toEqual({ ...presets, shortlist: 9 });
  expect(knownPresets(file, { [MADE_FROM]: 'another' })).toEqual({});
  expect(knownPresets(file, {})).toEqual({});
});
