import { expect, it } from 'vitest';
import { ClearDrafts } from './clear-drafts';

const settings = {};
const languages = ['en'];
const at = (text: string, more: object = {}) => ({ text, languages, ...more });

function remembered(): ClearDrafts {
  const clear = new ClearDrafts();
  clear.at(at('We m'), settings);
  clear.add('eet again');
  return clear;
}

it('knows a draft as long as the writer types what it says', () => {
  const clear = remembered();
  expect(clear.has('eet again')).toBe(true);
  clear.at(at('We me'), settings);
  expect(clear.has('et again')).toBe(true);
  expect(clear.has('eet again')).toBe(false);
  clear.at(at('We meet a'), settings);
  expect(clear.has('gain')).toBe(true);
});

it.each([
  ['a text that is shorter', at('We '), settings],
  ['a text that is another before its end', at('He me'), settings],
  ['another context', at('We me', { context: 'Hello' }), settings],
  ['a text that is met with care', at('We me', { wary: true }), settings],
  ['other settings', at('We me'), { junk: false }],
])('forgets it for %s', (_, context, others) => {
  const clear = remembered();
  clear.at(context, others);
  for (const draft of ['et again', 'meet again']) expect(clear.has(draft)).toBe(false);
});

it('forgets all when there are many', () => {
  const clear = remembered();
  for (let i = 0; i < 1000; i++) clear.add(` ${i}`);
  clear.at(at('We m'), settings);
  expect(clear.has('eet again')).toBe(false);
});
