import { describe, expect, it } from 'vitest';
import { simulateTyping, type ShownDraft, type Suggest, type TypingOptions } from './typing';

const draft = (text: string, confidence = 0.5): ShownDraft => ({ text, confidence });

/** Types `text` with the drafts that `script` has after some texts. */
async function type(text: string, script: Record<string, ShownDraft[]>, options?: TypingOptions) {
  const asked: string[] = [];
  const suggest: Suggest = (soFar) => {
    asked.push(soFar);
    return Promise.resolve(script[soFar] ?? []);
  };
  return { ...(await simulateTyping(text, suggest, options)), asked };
}

describe('simulateTyping', () => {
  it('counts every character where there are no drafts', async () => {
    const { characters, keystrokes, saved, shown, precision, asked } = await type('a b', {});
    expect({ characters, keystrokes, saved, shown }).toEqual({
      characters: 3,
      keystrokes: 3,
      saved: 0,
      shown: 0,
    });
    expect(precision).toBeNaN();
    expect(asked).toEqual(['', 'a', 'a ']);
  });

  it('takes a whole draft with one key, whatever its place', async () => {
    for (const others of [[], [draft('no')], [draft('no'), draft('never')]]) {
      const { keystrokes } = await type('Yes we can', { '': [...others, draft('Yes we can')] });
      expect(keystrokes).toBe(1);
    }
  });

  it('takes leading words with a key each', async () => {
    const { keystrokes, asked } = await type('one two tree', { '': [draft('one two three')] });
    expect(keystrokes).toBe(2 + ' tree'.length);
    // ' three' holds until ' tr' is typed.
    expect(asked).toEqual(['', 'one two tr', 'one two tre']);
  });

  it('counts the presses that select a draft before its words', async () => {
    const script = { '': [draft('no way'), draft('never'), draft('yesterday evening')] };
    expect((await type('yesterday we', script)).keystrokes).toBe(2 + 1 + ' we'.length);
  });

  it('types where taking saves nothing', async () => {
    // One letter by Tab is one key either way; two letters of the third draft's first word cost three.
    const { keystrokes } = await type('a', { '': [draft('a')] });
    expect(keystrokes).toBe(1);
    const script = { '': [draft('x'), draft('y'), draft('it was')] };
    expect((await type('it is', script)).keystrokes).toBe(5);
  });

  it.each([
    ['walking', 'walk'],
    ["don't", 'don'],
    ['well-known', 'well'],
    ['5000', '50'],
  ])('does not take for %j a draft of %j', async (meant, text) => {
    expect((await type(meant, { '': [draft(text)] })).keystrokes).toBe(meant.length);
  });

  it.each([
    ['home.', 'home', 1 + 1],
    ['(see', '(', 4],
    ['home. Then', 'home. Now', 1 + 5],
    ['to be', 'to ', 1 + 2],
    ['to, be', 'to ', 6],
  ])('takes for %j a draft of %j as far as its words go', async (meant, text, keys) => {
    expect((await type(meant, { '': [draft(text)] })).keystrokes).toBe(keys);
  });

  it('keeps drafts while they are typed along, and asks again when none holds', async () => {
    const { asked } = await type('cab!', { '': [draft('car'), draft('cable')] });
    expect(asked).toEqual(['']);
    expect((await type('cup!', { '': [draft('car'), draft('cute')] })).asked).toEqual(['', 'cup']);
  });

  it('asks again at a new word, if so told', async () => {
    const script = { '': [draft('it isnt')], 'it ': [draft('is')] };
    expect((await type('it is', script)).asked).toEqual(['']);
    const { asked, keystrokes } = await type('it is', script, { renew: 'word' });
    expect(asked).toEqual(['', 'it ']);
    expect(keystrokes).toBe(1 + 1 + 1);
  });

  it('hides drafts where none has the confidence', async () => {
    const script = { '': [draft('yes', 0.3), draft('no', 0.1)] };
    expect(await type('yes', script, { threshold: 0.2 })).toMatchObject({
      keystrokes: 1,
      shown: 1,
      precision: 1,
    });
    expect(await type('yes', script, { threshold: 0.4 })).toMatchObject({ keystrokes: 3, shown: 0 });
  });

  it('counts new drafts once, however long they stay', async () => {
    const typing = await type('We go up', { '': [draft('We go on')] });
    expect(typing).toMatchObject({ shown: 4, offered: 1, offeredRight: 1 });
  });

  it('counts how often the first word in view was meant', async () => {
    const script = { '': [draft('I am'), draft('We go')], We: [draft(' go on')] };
    const { shown, firstWordRight, precision } = await type('We go', script);
    // '' shows 'I am' first and takes the second draft; all is typed.
    expect({ shown, firstWordRight, precision }).toEqual({ shown: 1, firstWordRight: 0, precision: 0 });
    const words = await type('We go up', { '': [draft('We go on')] });
    // In view were 'We go on', ' go on' and ' on', and 'on' once the space was typed.
    expect(words).toMatchObject({ shown: 4, firstWordRight: 2, precision: 0.5 });
  });
});
