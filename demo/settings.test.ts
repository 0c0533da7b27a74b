import { expect, test } from 'vitest';
import { changed, placesIn, readSettings, writeSettings } from './settings';

const read = (query: string) => readSettings(new URLSearchParams(query));

test('an address without settings has the usual ones', () => {
  const { settings, problems } = read('');
  expect(settings).toMatchObject({ k: 3, 'max-tokens': 10, openings: 'distinct', personal: false });
  expect(problems).toEqual([]);
});

test('what is written is read again, and what is as usual is not written', () => {
  const query = 'k=5&max-tokens=6&openings=paper&branch-steps=0&threshold=0.25&device=wasm&personal=true';
  const { settings } = read(query);
  const written = writeSettings(new URLSearchParams('model=/m.json&k=2'), settings);
  expect(Object.fromEntries(written)).toEqual({
    ...Object.fromEntries(new URLSearchParams(query)),
    model: '/m.json',
  });
  expect(String(writeSettings(written, read('').settings))).toBe('model=%2Fm.json');
});

test.each([
  ['k=99', 'k is “99” in the address, but has to be a whole number from 1 to 10: it is 3 now.'],
  ['k=', 'k is “”'],
  ['k=2.5', 'whole number'],
  ['branch-steps=many', 'auto, or a whole number from 0 to 64'],
  ['threshold=-1', 'a number from 0 to 1'],
  ['device=cpu', 'one of auto, webgpu, wasm'],
  ['personal=yes', 'true or false'],
])('%s is said to be wrong', (query, problem) => {
  const { settings, problems } = read(query);
  expect(settings).toEqual(read('').settings);
  expect(problems).toEqual([expect.stringContaining(problem)]);
});

test('a change out of range is none', () => {
  const { settings } = read('');
  expect(changed(settings, 'k', '4')).toEqual({ ...settings, k: 4 });
  expect(changed(settings, 'k', '0')).toBeUndefined();
});

test('files from elsewhere, and none at all, are told apart', () => {
  expect(placesIn(new URLSearchParams('ngrams=&model=/a.json'))).toEqual({ ngrams: '', model: '/a.json' });
  expect(placesIn(new URLSearchParams('k=3'))).toEqual({});
});
