import { beforeEach, describe, expect, it } from 'vitest';
import { OnShow } from './on-show';

let onShow: OnShow;
beforeEach(() => {
  onShow = new OnShow();
});

function show(now: number, text: string, drafts: string[], selected = 0, all = true): void {
  const suggestions = drafts.map((draft) => ({
    text: draft,
    confidence: 1,
    source: 'model' as const,
    skip: 0,
  }));
  onShow.update({ draftSet: { text, drafts: suggestions }, suggestions, selected }, all);
  for (let drawn = 0; drawn < 2; drawn++) onShow.frame(now);
}

describe('a draft can have been seen', () => {
  it('that has been on show for a while', () => {
    show(1000, 'I', [' will', ' am']);
    expect(onShow.isSeen(0, 1013)).toBe(false);
    expect(onShow.isSeen(1, 1150)).toBe(false);
    expect(onShow.isSeen(1, 1250)).toBe(true);
    expect(onShow.isSeen(2, 1250)).toBe(false);
  });

  it('that has grown since, is typed along, or has another place now', () => {
    show(1000, 'I', [' will', ' am']);
    show(1200, 'I', [' am glad', ' will be', ' do']);
    expect([0, 1, 2].map((index) => onShow.isSeen(index, 1250))).toEqual([true, true, false]);
    show(1260, 'I wi', ['ll be', 'sh']);
    expect([0, 1].map((index) => onShow.isSeen(index, 1300))).toEqual([true, false]);
  });
});

describe('a draft can not have been seen', () => {
  it('that comes after one that was taken whole, or at another text', () => {
    show(1000, 'I', [' will']);
    show(1500, 'I will', [' be', ' will']);
    expect(onShow.isSeen(0, 1550)).toBe(false);
    expect(onShow.isSeen(1, 1550)).toBe(false);
    show(2000, 'You will', [' be']);
    expect(onShow.isSeen(0, 2100)).toBe(false);
  });

  it('that no frame has drawn yet', () => {
    show(1000, 'I', []);
    const suggestions = [{ text: ' will', confidence: 1, source: 'model' as const, skip: 0 }];
    onShow.update({ draftSet: { text: 'I', drafts: suggestions }, suggestions, selected: 0 }, true);
    expect(onShow.isSeen(0, 2000)).toBe(false);
    // Its callbacks come before it is painted.
    onShow.frame(1100);
    expect(onShow.isSeen(0, 2000)).toBe(false);
    onShow.frame(1500);
    expect(onShow.isSeen(0, 1650)).toBe(false);
    expect(onShow.isSeen(0, 1750)).toBe(true);
  });

  it('that was away in between', () => {
    show(1000, 'I', [' will']);
    show(1500, 'I', []);
    show(1600, 'I', [' will']);
    expect(onShow.isSeen(0, 1700)).toBe(false);
  });

  it('that is not the selected one where only that is shown', () => {
    show(1000, 'I', [' will', ' am'], 0, false);
    expect([0, 1].map((index) => onShow.isSeen(index, 2000))).toEqual([true, false]);
    show(2000, 'I', [' will', ' am'], 1, false);
    expect([0, 1].map((index) => onShow.isSeen(index, 2100))).toEqual([false, false]);
    expect([0, 1].map((index) => onShow.isSeen(index, 2300))).toEqual([false, true]);
  });
});
