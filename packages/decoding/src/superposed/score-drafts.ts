import type { Prompt } from '../drafts/draft';
import type { LanguageModel, NextTokens, Row, SlotRange } from '../model/language-model';

/** A token that one or more drafts have at the same place after the same beginning. */
interface Node {
  readonly id: number;
  readonly depth: number;
  /** Cache slots that its row sees: the prompt and the tokens between. */
  readonly sees: readonly SlotRange[];
  readonly children: Map<number, Node>;
  /** ln p of each child. */
  readonly logProbs: Map<number, number>;
}

/**
 * ln p of every token of every draft under the model alone, by one pass over all drafts at once: a row for each
 * token that another one follows, which sees the prompt and its own draft's earlier rows. Drafts that begin alike
 * share rows. More than one pass is run only where the cache has no room for all rows.
 * The cache must hold the prompt, and holds just that again afterwards.
 * @returns natural logs by draft and token, [drafts][length]
 * @throws {RangeError} a draft goes beyond the model's context
 * @throws the signal's reason, once it has aborted
 */
export async function scoreDrafts(
  model: LanguageModel,
  prompt: Prompt,
  drafts: readonly { readonly tokens: readonly number[] }[],
  signal?: AbortSignal,
): Promise<Float64Array[]> {
  const prefixLength = model.cacheLength;
  const scored: Float64Array[] = [];
  try {
    while (scored.length < drafts.length) {
      signal?.throwIfAborted();
      const batch = fitting(drafts.slice(scored.length), model.contextLength - prefixLength - 1);
      scored.push(...(await scoreAtOnce(model, prompt, batch)));
      model.truncate(prefixLength);
    }
  } finally {
    model.truncate(prefixLength);
  }
  return scored;
}

/** As many drafts from the front as have room, at least one. */
function fitting<T extends { readonly tokens: readonly number[] }>(drafts: readonly T[], room: number): T[] {
  let used = 0;
  return drafts.filter(({ tokens }, i) => (used += tokens.length) <= room || i === 0);
}

async function scoreAtOnce(
  model: LanguageModel,
  prompt: Prompt,
  drafts: readonly { readonly tokens: readonly number[] }[],
): Promise<Float64Array[]> {
  const length = model.cacheLength;
  const start = prompt.position ?? length;
  // The prompt's last token once more, at its own place, for openings that are not among the model's best.
  const root = node(prompt.ids.at(-1) ?? 0, -1, [[0, Math.max(0, length - 1)]]);
  const known = knownLogProbs(prompt.next);
  const asksRoot = drafts.some(({ tokens: [id] }) => id !== undefined && !known.has(id));
  const parents: Node[] = asksRoot ? [root] : [];
  for (const { tokens } of drafts) {
    let at = root;
    tokens.forEach((id, depth) => {
      let child = at.children.get(id);
      if (!child) at.children.set(id, (child = node(id, depth, [])));
      at = child;
    });
  }
  const rowsBefore = (): number => length + parents.length;
  const visit = (parent: Node, path: readonly SlotRange[]): void => {
    for (const child of parent.children.values()) {
      if (child.children.size === 0) continue;
      const slot = rowsBefore();
      const placed = { ...child, sees: path };
      parent.children.set(child.id, placed);
      parents.push(placed);
      visit(placed, [...path, [slot, slot + 1]]);
    }
  };
  visit(root, [[0, length]]);
  const rows = parents.map(({ id, depth, sees, children }): Row => ({
    tokens: [id],
    position: start + depth,
    sees,
    scored: true,
    targets: [...children.keys()],
  }));
  const answers = rows.length > 0 ? await model.forward(rows, { topM: 1 }) : [];
  parents.forEach((parent, r) => readTargets(parent, answers[r]));
  for (const [id, logProb] of known) root.logProbs.set(id, logProb);
  return drafts.map(({ tokens }) => {
    let at: Node | undefined = root;
    return Float64Array.from(tokens, (id) => {
      const logProb = at?.logProbs.get(id) ?? -Infinity;
      at = at?.children.get(id);
      return logProb;
    });
  });
}

const node = (id: number, depth: number, sees: readonly SlotRange[]): Node => ({
  id,
  depth,
  sees,
  children: new Map(),
  logProbs: new Map(),
});

function knownLogProbs({ ids, logits, logPartition }: NextTokens): Map<number, number> {
  return new Map(Array.from(ids, (id, i) => [id, logits[i]! - logPartition]));
}

function readTargets({ children, logProbs }: Node, answer: NextTokens | undefined): void {
  const { targetLogits, logPartition = 0 } = answer ?? {};
  if (!targetLogits)
    throw new Error('The language model returned no logits of the tokens that were asked for.');
  [...children.keys()].forEach((id, t) => logProbs.set(id, targetLogits[t]! - logPartition));
}
