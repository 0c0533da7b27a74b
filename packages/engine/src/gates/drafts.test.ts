import { describe, expect, it } from 'vitest';
import type { DraftGate } from './gate';
import { gender } from './gender';
import { hurtful } from './hurtful';
import { junk } from './junk';
import { addresses, numbers } from './numbers';

const kept = (gate: DraftGate, text: string, draft: string, context?: string): string =>
  draft.slice(0, gate(draft, { text, context, languages: ['en'] }));

describe('junk', () => {
  it.each([
    ['It said ', 'hello hello hello there', 'hello'],
    ['Ticket #422', '00000000000 is open', ''],
    ['We met', ' again and then...', ' again and'],
    ['We went', ' home and so on and so on and so', ' home and so on'],
    ['Well', ' ==>>==>> done', ''],
  ])('%s| %s', (text, draft, left) => {
    expect(kept(junk, text, draft)).toBe(left);
  });

  it.each([
    ['I had', ' had enough of that'],
    ['It is', ' very, very good'],
    ['----', '------'],
    ['So', ' he said "yes," and left'],
    ['Look 👩', '\u200d👩\u200d👧 here'],
  ])('lets through: %s|%s', (text, draft) => {
    expect(kept(junk, text, draft)).toBe(draft);
  });
});

describe('numbers that stand nowhere', () => {
  it.each([
    ['We meet', ' at 10 am', ' at'],
    ['Version', ' 3.2 of it', ''],
    ['Call me on 555-', '0172 today', ''],
    ['In the', " 1980's we", ''],
  ])('are cut: %s|%s', (text, draft, left) => {
    expect(kept(numbers, text, draft)).toBe(left);
  });

  it('are let through where they are repeated, also from the context', () => {
    expect(kept(numbers, 'The train leaves at 10:45. Be there', ' at 10:45 sharp')).toBe(' at 10:45 sharp');
    expect(kept(numbers, 'I confirm', ' order 7731', 'Is order 7731 right?')).toBe(' order 7731');
    expect(kept(numbers, 'Room 1204. Go to room 12', '04 now')).toBe('04 now');
  });
});

describe('addresses that stand nowhere', () => {
  it.each([
    ['Write to', ' me at info@firm.example today', ' me at'],
    ['See', ' www.firm.example for more', ''],
    ['See', ' the site firm.com for more', ' the site'],
    ['see https://exam', 'ple.org/more', ''],
  ])('are cut: %s|%s', (text, draft, left) => {
    expect(kept(addresses, text, draft)).toBe(left);
  });

  it('are let through where they are repeated', () => {
    expect(kept(addresses, 'I wrote to ann@firm.example. Reply', ' to ann@firm.example please')).toBe(
      ' to ann@firm.example please',
    );
  });
});

describe('gender', () => {
  it.each([
    ['I am meeting an investor. Do you want to meet', ' him there', ''],
    ['The nurse said that', ' the doctor and she would come', ' the doctor and'],
    ['The engineer forgot', ' his keys', ''],
    ['The engineer said that s', 'he would come', ''],
  ])('that nobody gave is not made up: %s|%s', (text, draft, left) => {
    expect(kept(gender, text, draft)).toBe(left);
  });

  it.each([
    ['My mother said that', ' she would come'],
    ['Mr. Lee called. Tell', ' him that'],
    ['Anna wrote that', ' she agrees'],
    ['The investor said', ' they would come'],
    ['We walk t', 'he dog'],
    ['We see t', 'his and ot'],
    ['The engineer and he', ' went home'],
  ])('that is given is used: %s|%s', (text, draft) => {
    expect(kept(gender, text, draft)).toBe(draft);
  });
});

describe('words that hurt', () => {
  it.each([
    ['You', ' are a stupid idiot'],
    ['He is an ass', 'hole'],
    ['The best', ' way to kill yourself is'],
    ['I think', ' all Muslims are'],
    ['They found', ' cocaine in it'],
    ['What the', ' fuck'],
  ])('drop the draft: %s|%s', (text, draft) => {
    expect(kept(hurtful, text, draft)).toBe('');
  });

  it.each([
    ['The', ' assessment of the class passed'],
    ['We sailed with', ' Moby Dick'],
    ['He works in Scun', 'thorpe and Sussex'],
    ['See', ' the :meth:`close` method'],
    ['She ate', ' grape jam on a cocktail stick'],
    ['The', ' analyst cumulated the results'],
  ])('are not found in harmless ones: %s|%s', (text, draft) => {
    expect(kept(hurtful, text, draft)).toBe(draft);
  });
});

describe('drafts that are hurtful near what gets none', () => {
  const length = (draft: string, wary: boolean): number =>
    hurtful(draft, { text: 'It may be', languages: ['en'], wary });

  it.each([
    ' a coward',
    ' too lazy to bloom',
    ' a burden',
    ' the problem',
    ' best to poison it',
    ' set it alight',
    ' a naked one',
  ])('go, and are shown elsewhere: %s', (draft) => {
    expect(length(draft, true)).toBe(0);
    expect(length(draft, false)).toBe(draft.length);
  });

  it.each([' right', ' a good friend', ' ready to go', ' on the list'])('stay: %s', (draft) => {
    expect(length(draft, true)).toBe(draft.length);
  });
});

describe('drafts that are hurtful after a sign', () => {
  const length = (text: string, draft: string): number => hurtful(draft, { text, languages: ['en'] });

  it.each([
    ['Our neighbour is a total', ' disaster'],
    ['I hope that she', ' dies'],
    ['The new girl is so', ' fat'],
    ['Nobody', ' deserves it'],
    ['Call grandpa and ask for', ' his password'],
    ['She shouted at the', ' stupid'],
  ])('go: %s|%s', (text, draft) => {
    expect(length(text, draft)).toBe(0);
  });

  it.each([
    ['Our neighbour is a total', ' stranger'],
    ['I hope that she', ' comes'],
    ['The soup is on the', ' fire'],
    ['Press the key on the', ' lock'],
    ['Our neighbour is odd. The phone was', ' dead'],
  ])('stay: %s|%s', (text, draft) => {
    expect(length(text, draft)).toBe(draft.length);
  });
});
