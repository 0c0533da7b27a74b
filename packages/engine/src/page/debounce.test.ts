import { describe, expect, it } from 'vitest';
import { AdaptiveDebounce, StepTime } from './debounce';

describe('StepTime', () => {
  it('is unknown until a step was measured', () => {
    expect(new StepTime().value).toBeUndefined();
  });

  it('follows what it is told, without jumping at a single slow step', () => {
    const step = new StepTime();
    step.record(20);
    expect(step.value).toBe(20);
    step.record(100);
    expect(step.value).toBe(40);
    for (let i = 0; i < 20; i++) step.record(60);
    expect(step.value).toBeCloseTo(60, 0);
  });
});

describe('AdaptiveDebounce', () => {
  function paceAt(step?: number): AdaptiveDebounce {
    const time = new StepTime();
    if (step !== undefined) time.record(step);
    return new AdaptiveDebounce(time);
  }

  it('does not wait at the first key, nor at the first after a pause', () => {
    const pace = paceAt(30);
    expect(pace.key(1000)).toBe(0);
    expect(pace.key(1100)).toBeGreaterThan(0);
    expect(pace.key(1700)).toBe(0);
  });

  it('waits shortly where steps are quick, longer where they are slow, and never for long', () => {
    const delay = (step?: number): number => {
      const pace = paceAt(step);
      pace.key(0);
      return pace.key(100);
    };
    expect(delay(4)).toBe(6);
    expect(delay(60)).toBe(90);
    expect(delay(3000)).toBe(200);
    expect(delay()).toBe(60);
  });

  it('takes up what is measured later', () => {
    const time = new StepTime();
    const pace = new AdaptiveDebounce(time);
    pace.key(0);
    time.record(10);
    expect(pace.key(100)).toBe(15);
  });
});
