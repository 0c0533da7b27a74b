import { expect, it } from 'vitest';
import { withoutRepetition } from './repetition';

it.each([
  // What follows is what the draft begins with, whether it goes on or not.
  [' for your time and effort', ' for your time. Yours, A.', ''],
  [' For Your  time', ' for your time', ''],
  [' the end', ' the beginning', ''],
  // What it ends with.
  [' be glad to help', ' To  help you', ' be glad'],
  [' be glad to help!', '  to help.', ' be glad'],
  [' write, don’t worry', ' Don’t worry', ' write,'],
  // What it says between.
  [' be glad to help you with it', ' to help', ' be glad'],
  [' be glad to help you with it', ' to help you, she said', ' be glad'],
  // The next line.
  [' be glad to help', '\nBe glad to help you', ''],
  ['.\nKind regards, Ann', '\nKind regards', '.'],
  [' come.\n\nKind regards', '  \nkind regards,\nAnn', ' come.'],
] as const)('%j before %j leaves %j', (draft, after, left) => {
  expect(withoutRepetition(draft, after)).toBe(left);
});

it.each([
  [' be glad to help', ''],
  [' be glad to help', ' \n '],
  [' be glad to help', ' today.'],
  [' be glad to help', ', she said'],
  // A word in common says nothing twice.
  [' go to the shop and buy', ' to be honest'],
  [' to the shop', '\nto be or not'],
  [' be glad', '\n\nbe glad'],
  [' — and so on', ' — !'],
] as const)('%j before %j is whole', (draft, after) => {
  expect(withoutRepetition(draft, after)).toBe(draft);
});
