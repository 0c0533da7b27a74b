import { expect, it } from 'vitest';
import { PieceIndex } from './piece-index';

const pieces = ['Ġ', 'Ġt', 'Ġth', 'Ġthe', 'Ġthen', 'Ġto', 'the', '<s>'];
const index = (): PieceIndex =>
  new PieceIndex({
    pieces,
    spell: (text) => text.replaceAll(' ', 'Ġ'),
    isPlain: (id) => pieces[id] !== '<s>',
  });
const found = (all: PieceIndex, text: string): string[] => all.completions(text).map((id) => pieces[id]!);

it('finds the pieces that go on after some letters', () => {
  expect(found(index(), ' ')).toEqual(['Ġt', 'Ġth', 'Ġthe', 'Ġthen', 'Ġto']);
  expect(found(index(), ' th')).toEqual(['Ġthe', 'Ġthen']);
  expect(found(index(), 't')).toEqual(['the']);
  expect(found(index(), '<')).toEqual([]);
  expect(index().completions(' th', 1)).toEqual([3]);
});

it('finds the same letter by letter, and after another word', () => {
  const all = index();
  for (const text of [' ', ' t', ' th', ' the', ' them', ' to', ' th', 'th', ' the'])
    expect([text, found(all, text)]).toEqual([text, found(index(), text)]);
});
