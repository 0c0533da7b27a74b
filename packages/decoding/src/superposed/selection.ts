/**
 * Which entries a partial sort and a selection leave in front when many are equal.
 *
 * Where fewer continuations than wanted have any support, the reference code fills up with tokens of score
 * −Infinity, and which ones follows from how its sort (torch.topk on the GNU C++ library's partial_sort and
 * nth_element) moves equal entries. These are those two algorithms, largest first, so that a replay of the
 * reference agrees to the last placeholder.
 */
export interface Scored {
  readonly score: number;
}

/** Puts the `count` largest entries in front, in order (heap select, then heap sort). */
export function partialSort<T extends Scored>(entries: T[], count: number): T[] {
  heapSelect(entries, 0, count, entries.length);
  for (let last = count - 1; last > 0; last--) popHeap(entries, 0, last, last);
  return entries;
}

/** Puts the `count` largest entries in front: those before the last of them in order, equal ones as they came. */
export function selectBest<T extends Scored>(entries: T[], count: number): T[] {
  nthElement(entries, count - 1);
  const front = entries.slice(0, count - 1).sort(descending);
  entries.splice(0, front.length, ...front);
  return entries;
}

const descending = (a: Scored, b: Scored): number => (a.score === b.score ? 0 : b.score - a.score);
const above = (a: Scored | undefined, b: Scored | undefined): boolean => a!.score > b!.score;

function swap(entries: Scored[], a: number, b: number): void {
  [entries[a], entries[b]] = [entries[b]!, entries[a]!];
}

/** Makes a heap of [first, middle) with the smallest on top, then trades it for each larger entry behind. */
function heapSelect(entries: Scored[], first: number, middle: number, last: number): void {
  const length = middle - first;
  for (let parent = Math.floor((length - 2) / 2); parent >= 0; parent--) {
    settle(entries, first, parent, length, entries[first + parent]!);
  }
  for (let i = middle; i < last; i++) {
    if (above(entries[i], entries[first])) popHeap(entries, first, middle, i);
  }
}

/** Moves the top of the heap [first, last) to `to` and what was there into the heap. */
function popHeap(entries: Scored[], first: number, last: number, to: number): void {
  const value = entries[to]!;
  entries[to] = entries[first]!;
  settle(entries, first, 0, last - first, value);
}

/** Sinks the hole to a leaf along the smaller children, then lets `value` rise from there. */
function settle(entries: Scored[], first: number, hole: number, length: number, value: Scored): void {
  const top = hole;
  for (let child = 2 * hole + 2; child <= length; child = 2 * hole + 2) {
    if (child === length || above(entries[first + child], entries[first + child - 1])) child--;
    entries[first + hole] = entries[first + child]!;
    hole = child;
  }
  for (let parent = (hole - 1) >> 1; hole > top && above(entries[first + parent], value);) {
    entries[first + hole] = entries[first + parent]!;
    hole = parent;
    parent = (hole - 1) >> 1;
  }
  entries[first + hole] = value;
}

/** Quickselect with the median of three as pivot; short ranges are sorted by insertion. */
function nthElement(entries: Scored[], nth: number): void {
  let first = 0;
  let last = entries.length;
  let depth = 2 * Math.floor(Math.log2(Math.max(last, 1)));
  while (last - first > 3) {
    if (depth-- === 0) {
      heapSelect(entries, first, nth + 1, last);
      swap(entries, first, nth);
      return;
    }
    const cut = partition(entries, first, last);
    if (cut <= nth) first = cut;
    else last = cut;
  }
  const rest = entries.slice(first, last).sort(descending);
  entries.splice(first, rest.length, ...rest);
}

function partition(entries: Scored[], first: number, last: number): number {
  const [a, b, c] = [first + 1, first + ((last - first) >> 1), last - 1];
  swap(entries, first, median(entries, a, b, c));
  const pivot = entries[first];
  let low = first + 1;
  for (let high = last; ; low++) {
    while (above(entries[low], pivot)) low++;
    do high--;
    while (above(pivot, entries[high]));
    if (low >= high) return low;
    swap(entries, low, high);
  }
}

/** Index of the median of three entries; among equal ones the library's choice. */
function median(entries: readonly Scored[], a: number, b: number, c: number): number {
  const over = (x: number, y: number): boolean => above(entries[x], entries[y]);
  if (over(a, b)) return over(b, c) ? b : over(a, c) ? c : a;
  return over(a, c) ? a : over(b, c) ? c : b;
}
