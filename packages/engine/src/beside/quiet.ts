/** Runs work while nobody waits for drafts; its signal stops it when somebody does, who waits for its end. */
export type WhenQuiet = <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** So long nobody has asked for anything, ms. */
const QUIET = 2_000;

/** Finds the time between requests. */
export class Quiet {
  private busy = 0;
  private last = -Infinity;
  private running: { readonly controller: AbortController; readonly ended: Promise<unknown> } | null = null;

  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  ) {}

  /** Runs work that somebody waits for, after what runs in the quiet has stopped. */
  async disturb<T>(work: () => Promise<T>): Promise<T> {
    this.busy++;
    try {
      this.running?.controller.abort();
      await this.running?.ended;
      return await work();
    } finally {
      this.busy--;
      this.last = this.now();
    }
  }

  /** Runs work once it is quiet, again from its start when it was stopped; one at a time. */
  readonly whenQuiet: WhenQuiet = async (work) => {
    for (;;) {
      await this.quiet();
      const controller = new AbortController();
      const done = work(controller.signal);
      const running = { controller, ended: done.catch(() => undefined) };
      this.running = running;
      try {
        return await done;
      } catch (error) {
        if (!controller.signal.aborted) throw error;
      } finally {
        if (this.running === running) this.running = null;
      }
    }
  };

  private async quiet(): Promise<void> {
    for (;;) {
      const left = this.busy > 0 || this.running ? QUIET : this.last + QUIET - this.now();
      if (left <= 0) return;
      await this.wait(left);
    }
  }
}
