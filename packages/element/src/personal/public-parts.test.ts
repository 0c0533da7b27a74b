import { describe, expect, it } from 'vitest';
import { publicParts } from './public-parts';

describe('what looks like a secret', () => {
  it.each([
    '4111 1111 1111 1111',
    '4111111111111111',
    '5500-0000-0000-0004',
    '3782 822463 10005',
    'ann.miller@example.com',
    'ann+tag@mail.example.co.uk',
    'DE89 3704 0044 0532 0130 00',
    'GB82WEST12345698765432',
    '+49 30 901820',
    '(030) 90 18 20',
    '555-0199-22',
    '078-05-1120',
    'sk-4f9a8b7c6d5e4f3a2b1c',
    'ghp_abcDEF123456ghiJKL789',
    'AKIA2E4EXAMPLE7Q',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
    '550e8400-e29b-41d4-a716-446655440000',
    'd41d8cd98f00b204e9800998ecf8427e',
    'P4ssw0rd!',
    'xKqTzWmBvRnYpLdF'.replace(/(?<=^..)/, 'a').replace(/Wm/, 'wMb'),
    'https://example.com/reset?token=abcdefg',
    'https://ann:secret@example.com/',
  ])('is not learned: %s', (secret) => {
    expect(publicParts(`Please use ${secret} for that.`).join('|')).not.toContain(secret.slice(0, 4));
    expect(publicParts(`Please use ${secret} for that.`)).toEqual([
      expect.stringMatching(/^Please use/),
      expect.stringMatching(/for that\.$/),
    ]);
  });

  it('leaves nothing of a number that a stretch has cut in two', () => {
    expect(publicParts('My number is 4111')).toEqual(['My number is ']);
    expect(publicParts('1111, as you know')).toEqual([', as you know']);
    expect(publicParts('4111 1111')).toEqual([]);
  });
});

describe('what is no secret', () => {
  it.each([
    'I will be glad to help.',
    ' We met in 2026, at 9:30, in room 12.',
    'The COVID-19 numbers, the 2nd-floor flat, and H2O.',
    'Donaudampfschifffahrtsgesellschaft, JavaScript and WebAssembly',
    'Send it to @ann (see https://example.com/about)!',
    'それは新しい日本語の文章であり、空白がないまま長く続きますが、秘密ではありませんし、名前でもありません。',
    '\n\nThank you',
  ])('is one part: %s', (text) => {
    expect(publicParts(text)).toEqual([text]);
  });
});
