import type { Draft } from '../protocol/drafts';
import type { GateName } from '../protocol/gates';
import type { Request } from '../protocol/protocol';

/** What the worker has yet to answer. */
export interface Pending {
  /** What was asked, to be asked again of the next worker where this one dies. */
  readonly request: Request;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
  readonly onDrafts?: (drafts: Draft[]) => void;
  readonly onSuppressed?: (gates: readonly GateName[]) => void;
  /** Workers that died with this in their hands. */
  deaths: number;
  /** When the model's drafts last grew. */
  grown?: number;
}
