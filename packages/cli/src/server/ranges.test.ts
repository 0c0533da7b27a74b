import { expect, it } from 'vitest';
import { plainRange } from './static-files';

it.each([
  ['bytes=0-0', 'bytes=0-0'],
  ['bytes=0-', 'bytes=0-9'],
  ['BYTES= 3-5 ', 'bytes=3-5'],
  ['bytes=003-005', 'bytes=3-5'],
  ['bytes=9-9', 'bytes=9-9'],
  ['bytes=5-99', 'bytes=5-9'],
  ['bytes=5-99999999999999999999999', 'bytes=5-9'],
  ['bytes=-1', 'bytes=9-'],
  ['bytes=-10', 'bytes=0-'],
  // RFC 9110, 14.1.2: of a shorter file, all of it.
  ['bytes=-11', 'bytes=0-'],
  ['bytes=-99999999999999999999999', 'bytes=0-'],
])('of 10 bytes, %s means %s', (header, plain) => {
  expect(plainRange(header, 10)).toBe(plain);
});

it.each(['bytes=10-', 'bytes=10-12', 'bytes=99999999999999999999-', 'bytes=-0'])(
  'of 10 bytes, none are those of %s',
  (header) => {
    expect(plainRange(header, 10)).toBe('bytes=10-');
  },
);

it.each([
  ...[undefined, '', 'bytes', 'bytes=', 'bytes=-', 'bytes=2-1', 'bytes=a-b', 'bytes=1x-2', 'bytes=0-1-2'],
  ...['bytes=1.5-2', 'bytes=+1-2', 'bytes=0x1-2', 'items=0-1', 'bytes=0-1,3-4', 'bytes=0-0,-1', 'bytes 0-1'],
  ...['bytes=--1', 'bytes=1 -2', 'bytes=0-1\n', 'bytes=NaN-', 'bytes=Infinity-'],
])('%s is ignored', (header) => {
  expect(plainRange(header, 10)).toBeUndefined();
});

it('an empty file has no ranges', () => {
  for (const header of ['bytes=0-0', 'bytes=-1', 'bytes=0-']) expect(plainRange(header, 0)).toBeUndefined();
});
