import { expect, it } from 'vitest';
import { modelLanguages } from './model-languages';

it.each([
  [{ 'general.languages': ['en', 'pt-BR'] }, ['en', 'pt']],
  [{ 'general.languages': [], 'general.architecture': 'llama' }, ['en']],
  [{ 'general.languages': [7], 'general.architecture': 'constructor' }, ['en']],
  [{}, ['en']],
])('of %j are %j', (metadata, languages) => {
  expect(modelLanguages(metadata)).toEqual(languages);
});

it('of Gemma are many, unless its file is cut down to some', () => {
  const gemma = { 'general.architecture': 'gemma3' };
  expect(modelLanguages(gemma)).toEqual(expect.arrayContaining(['en', 'de', 'fr', 'es']));
  expect(modelLanguages({ ...gemma, 'general.languages': ['en'] })).toEqual(['en']);
});
