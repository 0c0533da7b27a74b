import { EngineError } from '../protocol/errors';
import { elsewhere } from '../beside/elsewhere';
import type { WhenQuiet } from '../beside/quiet';
import type { Engine, Suggester } from './engine';

type Suggest = Suggester['suggest'];
type Text = Parameters<Suggester['readAhead']>[0];

/**
 * The engine in use: the first, or a faster one for as long as that holds out. The first keeps its memory all the while:
 * were it ended, a lost device would cost the drafts of the seconds that it takes to load.
 */
export class InUse {
  private faster: Engine | null = null;
  private text: Text | null = null;
  private onDrafted!: () => void;
  private readonly drafted = new Promise<void>((resolve) => (this.onDrafted = resolve));

  /** @param onChange hears which engine is in use from now on, and why */
  constructor(
    private readonly first: Engine,
    private readonly onChange: (engine: Engine, reason: string) => void,
  ) {}

  /**
   * Looks for a faster engine once the first drafts are made, which so wait for nothing, and changes to it between two
   * requests. Never rejects.
   */
  async improve(whenQuiet: WhenQuiet): Promise<void> {
    if (!this.first.improve) return;
    await this.drafted;
    const found = await this.first.improve(whenQuiet).catch(() => null);
    if (!found) return;
    const lost = found.lost?.then((why) => {
      this.giveUp(found, why);
      return false;
    });
    // It reads the text before it is wanted, so that nobody waits for the change.
    const there = elsewhere();
    const read = whenQuiet(async (signal) => {
      const { text } = this;
      if (text) await there(signal, () => found.session.readAhead(text, signal));
      return true;
    });
    const ready = await Promise.race([read.catch(() => false), ...(lost ? [lost] : [])]);
    if (!ready) return end(found);
    this.faster = found;
    this.onChange(found, found.reason);
  }

  readAhead(text: Text, signal: AbortSignal): Promise<void> {
    this.text = text;
    return (this.faster ?? this.first).session.readAhead(text, signal);
  }

  /** What the faster engine fails at, the first does. */
  async suggest(...[request, hooks]: Parameters<Suggest>): ReturnType<Suggest> {
    this.text = { text: request.text, context: request.context ?? '' };
    const { faster } = this;
    if (!faster) {
      const drafts = await this.first.session.suggest(request, hooks);
      this.onDrafted();
      return drafts;
    }
    try {
      return await faster.session.suggest(request, hooks);
    } catch (error) {
      if (!(error instanceof EngineError && error.code === 'device-lost')) throw error;
      hooks.signal.throwIfAborted();
      this.giveUp(faster, error.message);
      return this.first.session.suggest(request, hooks);
    }
  }

  private giveUp(engine: Engine, why: string): void {
    if (this.faster !== engine) return;
    this.faster = null;
    this.onChange(this.first, `${engine.device} was given up: ${why}`);
    void end(engine);
  }
}

/** Nobody waits for it, so it fails without a word. */
async function end(engine: Engine): Promise<void> {
  await engine.dispose?.().catch(() => undefined);
}
