import { describe, expect, it } from 'vitest';
import { strings } from './strings';

describe('strings', () => {
  it('give sizes in megabytes', () => {
    expect(strings.loadingModelOf(34_200_000, 98_362_432)).toBe('Loading the language model: 34 of 98 MB');
    expect(strings.download(98_362_432)).toBe('Download 98 MB');
    expect(strings.ask(98_362_432)).toBe('Suggestions need a download of 98 MB, once.');
  });

  it('tell one draft from several', () => {
    expect(strings.one('do it', 'Tab', 'Escape')).toBe('1 suggestion. Tab inserts: do it. Escape hides.');
    expect(strings.several(2, 'do it', 'Tab', 'Escape')).toMatch(/^2 suggestions\./);
  });
});
