import { describe, expect, it } from 'vitest';
import { directionOf, goesOnStraight } from './direction';

const style = (direction: string, unicodeBidi: string) => ({ direction, unicodeBidi }) as CSSStyleDeclaration;

describe('the direction of a line', () => {
  it('is the field’s', () => {
    expect(directionOf(style('ltr', 'normal'), 'שלום')).toBe('ltr');
    expect(directionOf(style('rtl', 'isolate'), 'Hello')).toBe('rtl');
  });

  it('is that of its first letter in a field that asks for it', () => {
    expect(directionOf(style('ltr', 'plaintext'), '12, שלום Ann')).toBe('rtl');
    expect(directionOf(style('rtl', 'plaintext'), '… Hello שלום')).toBe('ltr');
    expect(directionOf(style('rtl', 'plaintext'), '12 - ')).toBe('rtl');
  });
});

describe('what comes next goes on straight', () => {
  it.each([
    ['I will', 'ltr'],
    ['', 'rtl'],
    ['I will 2 ', 'ltr'],
    ['שלום Hello, ', 'ltr'],
    ['שלום', 'rtl'],
    ['12 Ann שלום, ', 'rtl'],
    ['سلام', 'rtl'],
  ] as const)('after %j in %s', (line, direction) => {
    expect(goesOnStraight(line, direction)).toBe(true);
  });

  it.each([
    ['I will', 'rtl'],
    ['שלום Ann, ', 'rtl'],
    ['Hello שלום', 'ltr'],
    ['שלום 12', 'rtl'],
    ['12', 'rtl'],
  ] as const)('not after %j in %s', (line, direction) => {
    expect(goesOnStraight(line, direction)).toBe(false);
  });
});
