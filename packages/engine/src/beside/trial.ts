import type { LanguageModel, RowCosts } from '@superposed/decoding';
import type { WebModel } from '@superposed/runtime';
import { elsewhere, type Elsewhere } from './elsewhere';
import { requestTime, timePasses, type PassTimes } from './pass-times';
import type { WhenQuiet } from './quiet';

/** What an earlier visit found of these devices and this model. */
export interface Finding {
  recall(): Promise<'faster' | 'slower' | null>;
  keep(found: 'faster' | 'slower'): Promise<void>;
}

export interface TrialParts {
  /** The model that makes the drafts meanwhile. */
  readonly used: LanguageModel;
  /** Makes the other model, in a thread of its own. */
  readonly start: () => Promise<WebModel>;
  /** Compiles what it needs; says what its rows cost. */
  readonly warmUp: (model: LanguageModel) => Promise<RowCosts>;
  readonly whenQuiet: WhenQuiet;
  readonly finding: Finding;
  /** What a step may cost, in passes of one row. */
  readonly budget: number;
  readonly now?: () => number;
}

/** A model that is faster. */
export interface Winner {
  readonly model: WebModel;
  readonly rowCosts: RowCosts;
  /** How many times as fast requests are; null where an earlier visit found it. */
  readonly gain: number | null;
}

/** Tokens of a prompt that the model in use reads at once while it is timed. */
const PIECE = 16;
const PROMPT = 64;

/**
 * Tries another model beside the one in use, and times both on the same passes.
 * @returns it where requests are faster on it; null, and it is gone, where they are not or where anything fails
 */
export async function tryOther(parts: TrialParts): Promise<Winner | null> {
  const { finding, whenQuiet } = parts;
  const found = await finding.recall();
  if (found === 'slower') return null;
  let model: WebModel | undefined;
  try {
    await whenQuiet(() => Promise.resolve());
    const other = (model = await parts.start());
    // A device that is lost while it is tried is none to change to.
    const loss = other.lost?.then((why) => Promise.reject(new Error(why)));
    const unlessLost = <T>(work: Promise<T>): Promise<T> => Promise.race(loss ? [work, loss] : [work]);
    const rowCosts = await unlessLost(parts.warmUp(other));
    if (found === 'faster') return { model: other, rowCosts, gain: null };
    const there = elsewhere();
    const times = await unlessLost(whenQuiet((signal) => timeBoth(parts, other, there, signal)));
    const [used, tried] = times.map((each) => requestTime(each, parts.budget)) as [number, number];
    await finding.keep(tried < used ? 'faster' : 'slower');
    if (tried < used) return { model: other, rowCosts, gain: used / tried };
  } catch {
    // Drafts go on as they are. What failed now is tried again at the next visit.
  }
  await model?.dispose().catch(() => undefined);
  return null;
}

/** Who wants drafts meanwhile waits for a pass of the model in use, and for none of the other's. */
async function timeBoth(
  { used, now }: TrialParts,
  other: LanguageModel,
  there: Elsewhere,
  signal: AbortSignal,
): Promise<readonly [PassTimes, PassTimes]> {
  const ours = await timePasses(used, { piece: PIECE, signal, now });
  const run = <T>(pass: () => Promise<T>): Promise<T> => there(signal, pass);
  // Of a timing that was stopped.
  await run(() => {
    other.truncate(0);
    return Promise.resolve();
  });
  return [ours, await timePasses(other, { piece: PROMPT, signal, now, run })];
}
