/** Two neighbours that may be merged. */
interface Pair {
  readonly left: number;
  readonly score: number;
  /** Where the second one ends: another end says that one of them has been merged since. */
  readonly end: number;
}

/**
 * Merges letters, and what came of them, with their neighbours: always the pair whose text has the best score, the
 * first one of equal scores, until no pair has one.
 * @param scoreOf undefined for a text that is no piece
 * @param onMerge hears of each text that a merge makes
 * @returns what is left, in order; joined it is the text
 */
export function mergePairs(
  text: string,
  scoreOf: (piece: string) => number | undefined,
  onMerge?: (piece: string) => void,
): string[] {
  const letters = Array.from(text);
  const starts = new Array<number>(letters.length);
  const ends = new Array<number>(letters.length);
  let at = 0;
  letters.forEach((letter, i) => {
    starts[i] = at;
    ends[i] = at += letter.length;
  });
  const next = letters.map((_, i) => i + 1);
  const before = letters.map((_, i) => i - 1);
  const queue = new PairQueue();
  const offer = (left: number): void => {
    const right = next[left];
    if (right === undefined || right >= letters.length) return;
    const end = ends[right]!;
    const score = scoreOf(text.slice(starts[left], end));
    if (score !== undefined) queue.push({ left, score, end });
  };
  letters.forEach((_, i) => offer(i));
  for (let pair = queue.pop(); pair; pair = queue.pop()) {
    const { left, end } = pair;
    const right = next[left]!;
    if (ends[left] === starts[left] || right >= letters.length || ends[right] !== end) continue;
    onMerge?.(text.slice(starts[left], end));
    ends[left] = end;
    ends[right] = starts[right]!;
    next[left] = next[right]!;
    if (next[left] < letters.length) before[next[left]] = left;
    if (before[left]! >= 0) offer(before[left]!);
    offer(left);
  }
  const pieces: string[] = [];
  for (let i = 0; i < letters.length; i = next[i]!) pieces.push(text.slice(starts[i], ends[i]));
  return pieces;
}

/** Whether `a` is merged before `b`. */
const isFirst = (a: Pair, b: Pair): boolean => a.score > b.score || (a.score === b.score && a.left < b.left);

/** A binary heap, the pair to merge first on top. */
class PairQueue {
  private readonly heap: Pair[] = [];

  push(pair: Pair): void {
    const { heap } = this;
    let at = heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isFirst(pair, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = pair;
  }

  pop(): Pair | undefined {
    const { heap } = this;
    const [top] = heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isFirst(heap[child + 1]!, heap[child]!)) child++;
      if (!isFirst(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return top;
  }
}
