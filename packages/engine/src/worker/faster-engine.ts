import { DISTINCT_PRESETS } from '@superposed/decoding';
import type { Rival, WebModel } from '@superposed/runtime';
import { findingOf } from '../assets/findings';
import { tryOther } from '../beside/trial';
import { SuggestionSession, type SessionParts } from '../drafting/session';
import { warmUp } from '../drafting/warm-up';
import type { EngineConfig } from '../protocol/protocol';
import type { Engine } from './engine';
import { startModelThread } from './model-thread';

export interface ImproverParts {
  readonly parts: SessionParts;
  readonly config: Pick<EngineConfig, 'modelUrl' | 'ortUrl'>;
  readonly rival: Rival;
  /** The engine in use. */
  readonly engine: Engine;
}

/** Starts the model of a file on a graphics adapter. */
type Start = (bytes: Uint8Array<ArrayBuffer>, ortUrl: string) => Promise<WebModel>;

/** Raised when the graph, its runtime or what is timed become another: what was found before tells nothing then. */
const GRAPH = 3;

/**
 * Looks for an engine on the graphics adapter, once: null where requests are not faster there than with the one in use.
 * @param file bytes of the model's file, which are let go as soon as they are not needed
 */
export function improver(
  { parts, config, rival, engine }: ImproverParts,
  file: Uint8Array<ArrayBuffer>,
  start: Start = startModelThread,
): NonNullable<Engine['improve']> {
  const name = [GRAPH, config.modelUrl, file.length, rival.key, navigator.userAgent].join(' ');
  const kept = findingOf(name, ['faster', 'slower']);
  const known = kept.recall();
  const finding: typeof kept = { recall: () => known, keep: (found) => kept.keep(found) };
  const { budget } = DISTINCT_PRESETS[3]!;
  let bytes: typeof file | null = file;
  void known.then((found) => {
    if (found === 'slower') bytes = null;
  });
  return async (whenQuiet) => {
    const taken = bytes;
    bytes = null;
    if (!taken) return null;
    const trial = { used: parts.model, warmUp, whenQuiet, finding, budget };
    const won = await tryOther({ ...trial, start: () => start(taken, config.ortUrl) });
    if (!won) return null;
    const { model, rowCosts, gain } = won;
    // One that fails once is not trusted at the next visit either.
    void model.lost?.then(() => finding.keep('slower'));
    const faster = gain === null ? 'faster' : `${gain.toFixed(1)} times as fast`;
    return {
      session: new SuggestionSession({ ...parts, model, rowCosts }),
      device: 'webgpu',
      reason: `${rival.name}: ${faster}, as measured here`,
      ngrams: engine.ngrams,
      ...(model.lost && { lost: model.lost }),
      dispose: () => model.dispose(),
    };
  };
}
