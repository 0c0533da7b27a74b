import { expect, test } from 'vitest';
import { describeModel, MODELS, modelIn, placeOf, timeOf, withModel } from './models';

const [smollm2, gemma] = MODELS as [(typeof MODELS)[number], (typeof MODELS)[number]];
const queryOf = (text: string) => new URLSearchParams(text);

test('an address names a model, the default one by saying nothing', () => {
  expect(modelIn(queryOf('k=3'))).toBe(smollm2);
  const chosen = withModel(queryOf('k=3'), gemma);
  expect(chosen.get('model')).toBe(placeOf(gemma));
  expect(modelIn(chosen)).toBe(gemma);
  expect(String(withModel(chosen, smollm2))).toBe('k=3');
  expect(modelIn(queryOf('model=/mine/manifest.json'))).toBeUndefined();
});

test('size, licence and languages are said', () => {
  expect(describeModel(smollm2)).toBe('SmolLM2-135M-Instruct: 98 MB, Apache-2.0, English');
  expect(describeModel(gemma)).toBe(
    'Gemma-3-270M: 253 MB, Gemma Terms of Use, English and 18 more languages',
  );
  expect(gemma.notice).toContain('Gemma Terms of Use');
});

test('what drafts take is measured with the model in use, and estimated for others', () => {
  expect(timeOf(smollm2, smollm2, 0)).toContain('once some have come');
  expect(timeOf(smollm2, smollm2, 120.4)).toBe('Its drafts take about 120 ms on this device.');
  const models = [
    { ...smollm2, work: 1 },
    { ...gemma, work: 1.5 },
  ] as const;
  expect(timeOf(models[1], models[0], 100)).toBe('Its drafts would take about 150 ms on this device.');
  expect(timeOf(models[0], models[1], 150)).toBe('Its drafts would take about 100 ms on this device.');
});
