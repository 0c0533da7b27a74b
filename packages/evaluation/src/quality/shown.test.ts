import { describe, expect, it } from 'vitest';
import type { Caret } from '../texts/carets';
import { shownAt, summariseShown, type Shown } from './shown';
import { shownPlot } from './shown-plot';

const caret = (before: string, ...meant: string[]): Caret => ({
  kind: 'a',
  before,
  after: '',
  context: '',
  meant,
});
const at = (where: Caret, ...texts: string[]): Shown =>
  shownAt(
    where,
    texts.map((text, i) => ({ text, confidence: 0.5 - i / 10 })),
  );

describe('what is shown at a caret', () => {
  it('is right in its first word, or in all of it', () => {
    const will = caret('I will', ' go home now');
    expect(at(will, ' go home', ' be')).toMatchObject({ right: true, word: [true, true], matched: [8, 8] });
    expect(at(will, ' go out', ' be')).toMatchObject({ right: false, word: [true, true], matched: [4, 4] });
    expect(at(will, ' be', ' go')).toMatchObject({ right: false, word: [false, true], matched: [1, 3] });
    expect(at(will, ' go home now and then')).toMatchObject({ right: true });
    expect(at(will, ' go ho')).toMatchObject({ right: false });
  });

  it('is nothing', () => {
    expect(at(caret('I will', ' go'))).toMatchObject({
      wanted: true,
      confidence: 0,
      matched: [0, 0],
      right: false,
    });
    expect(at(caret('I will'), ' go')).toMatchObject({ wanted: false, confidence: 0.5, right: false });
  });

  it('does not count a space that is typed already', () => {
    expect(at(caret('I will ', ' go home'), 'go')).toMatchObject({
      right: true,
      word: [true, true],
      matched: [2, 2],
    });
    expect(at(caret('I wi', 'll go'), ' go')).toMatchObject({ word: [false, false] });
  });

  it('may be right in one of several ways', () => {
    expect(at(caret('I will ', 'go', 'be there'), 'be there soon')).toMatchObject({
      right: true,
      matched: [8, 8],
    });
  });
});

describe('the figures', () => {
  const shown = [
    at(caret('I will', ' go home'), ' go home', ' be'),
    { ...at(caret('I will', ' go home'), ' be'), confidence: 0.1 },
    { ...at(caret('I will'), ' be'), confidence: 0.3 },
    at(caret('I will')),
  ];
  const figures = summariseShown('a', shown, 1);

  it('are of the carets where something is wanted', () => {
    expect(figures).toMatchObject({ kind: 'a', carets: 4, first_word: { of_1: 0.5, of_k: 0.5 } });
    expect(figures.matched).toMatchObject({ of_1: 4.5, of_k: 4.5, of_k_interval: [1, 8] });
  });

  it('go along the threshold', () => {
    const [all, , some] = figures.thresholds;
    expect(all).toMatchObject({ threshold: 0, coverage: 1, wrong_shown: 0.5, suppressed: 0.5 });
    expect(all!.precision).toBeCloseTo(1 / 3);
    expect(some).toMatchObject({ coverage: 0.5, precision: 0.5, wrong_shown: 0.25, suppressed: 0.5 });
    expect(figures.thresholds.at(-1)).toMatchObject({ coverage: 0, precision: NaN, suppressed: 1 });
  });

  it('become a plot', () => {
    const svg = shownPlot([figures, summariseShown('none', [shown[3]!], 1)], 'Title');
    expect(svg.match(/<polyline/g)).toHaveLength(1);
    expect(svg).toContain('Title');
    expect(svg).not.toContain('NaN');
  });
});
