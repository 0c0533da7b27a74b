/** Milliseconds without a key after which the writer is thought to wait for drafts, not to be in full flow. */
const FLOW = 500;

/** Milliseconds to wait where no step has been measured yet, and at most. */
const WAIT = { unknown: 60, most: 200 };

/** Share of a new measurement in the step time that is kept. */
const WEIGHT = 0.25;

/** How long a step of the model takes on this device, as its drafts tell. */
export class StepTime {
  /** Milliseconds; undefined until there is one. */
  value: number | undefined;

  record(milliseconds: number): void {
    this.value = this.value === undefined ? milliseconds : this.value + WEIGHT * (milliseconds - this.value);
  }
}

/**
 * How long to wait for the next key before the worker is asked.
 *
 * A request that a key makes stale holds up the next one for a step at most, so there is no gain in waiting much
 * longer than that; on a quick device the wait is hardly there. The first key after a pause never waits.
 */
export class AdaptiveDebounce {
  private last = -Infinity;

  constructor(private readonly step: StepTime) {}

  /**
   * Notes a key.
   * @param now milliseconds, of any clock that does not jump
   * @returns milliseconds to wait
   */
  key(now: number): number {
    const since = now - this.last;
    this.last = now;
    if (since > FLOW) return 0;
    return this.step.value === undefined ? WAIT.unknown : Math.min(WAIT.most, 1.5 * this.step.value);
  }
}
