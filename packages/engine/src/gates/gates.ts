import { GATES, type GateName, type GateSettings } from '../protocol/gates';
import { ClearDrafts } from './clear-drafts';
import type { DraftGate, GateContext, TextGate } from './gate';
import { isEnglishBy } from './english';
import { gender } from './gender';
import { hurtful } from './hurtful';
import { junk } from './junk';
import { otherLanguage, unknownLanguage } from './language';
import { misspelling } from './misspelling';
import { addresses, insideCode, numbers } from './numbers';
import { sensitive } from './sensitive';

/** What the gates leave of some drafts. */
export interface Gated<D> {
  readonly drafts: D[];
  /** Gates that held something back, in the order of `GATES`, each once. */
  readonly suppressed: GateName[];
}

const ALL_ON: GateSettings = {};

/** All gates, for one model. */
export class DraftGates {
  private readonly texts: readonly (readonly [GateName, TextGate])[];
  private readonly each: readonly (readonly [GateName, DraftGate])[] = [
    ['hurtful', hurtful],
    ['language', otherLanguage],
    ['addresses', addresses],
    ['numbers', numbers],
    ['junk', junk],
    ['gender', gender],
  ];
  private readonly clear = new ClearDrafts();

  /** @param rank place of a word, in small letters, among all words by how common they are; Infinity for none */
  constructor(rank: (word: string) => number) {
    this.texts = [
      ['language', unknownLanguage(isEnglishBy(rank))],
      ['code', insideCode],
      ['sensitive', sensitive],
      ['misspelling', misspelling(rank)],
    ];
  }

  /** The gate that wants no drafts at all for this text; null for none. */
  silences(context: GateContext, settings: GateSettings = ALL_ON): GateName | null {
    return this.texts.find(([name, gate]) => settings[name] !== false && gate(context))?.[0] ?? null;
  }

  /** The drafts as far as they may be shown; what nothing is left of, and what then reads like another, goes. */
  keep<D extends { readonly text: string }>(
    drafts: readonly D[],
    context: GateContext,
    settings: GateSettings = ALL_ON,
  ): Gated<D> {
    const held = new Set<GateName>();
    const kept = new Map<string, D>();
    this.clear.at(context, settings);
    for (const draft of drafts) {
      const text = this.clear.has(draft.text) ? draft.text : this.cut(draft.text, context, settings, held);
      const cut = text !== draft.text;
      if (cut && !/[\p{L}\p{N}]/u.test(text)) continue;
      if (!cut) this.clear.add(text);
      if (!kept.has(text)) kept.set(text, cut ? { ...draft, text } : draft);
    }
    return { drafts: [...kept.values()], suppressed: GATES.filter((name) => held.has(name)) };
  }

  /** A draft up to where the first gate holds it back, and the next one what is left. */
  private cut(draft: string, context: GateContext, settings: GateSettings, held: Set<GateName>): string {
    let text = draft;
    for (const [name, gate] of this.each) {
      if (settings[name] === false) continue;
      const length = gate(text, context);
      if (length === text.length) continue;
      held.add(name);
      text = text.slice(0, length).trimEnd();
    }
    return text;
  }
}
