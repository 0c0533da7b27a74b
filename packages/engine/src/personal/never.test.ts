import { beforeEach, expect, it } from 'vitest';
import { NeverList } from './never';

let never: NeverList;
beforeEach(() => {
  never = new NeverList();
});
const allowed = (text: string, ...drafts: string[]) =>
  never
    .allowed(
      text,
      drafts.map((draft) => ({ text: draft })),
    )
    .map((draft) => draft.text);

it('keeps drafts away that say it, in any case and with any punctuation', () => {
  never.add('  kind regards ');
  expect(allowed('Thanks.', ' Kind regards, Ann', ' kind, regards', ' Regards', ' unkind regards')).toEqual([
    ' Regards',
    ' unkind regards',
  ]);
  expect(never.texts).toEqual(['kind regards']);
});

it('keeps drafts away that complete it, in the middle of a word too', () => {
  never.add('kind regards');
  expect(allowed('With kind reg', 'ards', 'ulations')).toEqual(['ulations']);
  expect(allowed('With kind', ' regards', ' words')).toEqual([' words']);
});

it('lets through what goes on after the writer has said it', () => {
  never.add('kind regards');
  expect(allowed('Kind regards', ' from Ann', ', kind regards')).toEqual([' from Ann']);
  expect(allowed('Kind regards kind regards', ' kind regards', ' and more')).toEqual([' and more']);
});

it('knows nothing of what has no words, or was cleared', () => {
  never.add(' … ');
  expect(never.texts).toEqual([]);
  never.add('well');
  never.clear();
  expect(allowed('All is', ' well')).toEqual([' well']);
});
