/** Counted n-grams of one order. */
export interface NgramCounts {
  /** n, 2 … 6. */
  readonly order: number;
  /** Token ids, [count × n], n-grams in ascending order of their tokens. */
  readonly tokens: Int32Array;
  /** c(context, t), [count]. */
  readonly counts: Int32Array;
  /** c(context, ·), [count]. */
  readonly totals: Int32Array;
}
